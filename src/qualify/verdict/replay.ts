import type { StepResult } from '../../results/types.js';
import { type Outcome, worstOf } from './outcome.js';

type Judged = Pick<StepResult, 'status' | 'actual' | 'mismatches'>;

/** What the steps of a replayed recording say: each must be answered as it was when it was recorded. */
export function outcomeOfReplay(steps: readonly Judged[]): Outcome {
  return worstOf(steps.filter(({ status }) => status !== 'skipped').map(outcomeOfStep));
}

/** Headers without which, or without the right value of which, a client stops. */
const essential =
  /^(?:headers\.(?:etag|content-range|accept-ranges|last-modified)|response\.(?:ETag|ContentRange|LastModified))$/;

/** Whether a client notices what is wrong in a response: it was refused, or lacks what it cannot do without. */
export function isNoticed({ actual, mismatches }: Pick<StepResult, 'actual' | 'mismatches'>): boolean {
  return actual?.success !== true || mismatches.every(({ path }) => essential.test(path));
}

/** What one step says: an application goes on with a success that it did not expect, and with bytes and keys that are wrong. */
export function outcomeOfStep(step: Judged): Outcome {
  if (step.status === 'pass') {
    return 'met';
  }
  return step.status === 'fail' ? (isNoticed(step) ? 'refused' : 'ignored') : 'not-decided';
}
