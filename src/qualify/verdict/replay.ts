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

/** Whether all that is wrong in a response is what a client cannot do without. */
export function lacksEssentials({ mismatches }: Pick<StepResult, 'mismatches'>): boolean {
  return mismatches.length > 0 && mismatches.every(({ path }) => essential.test(path));
}

/** What one step says: an application goes on with a success that it did not expect, and with bytes and keys that are wrong. */
export function outcomeOfStep(step: Judged): Outcome {
  if (step.status === 'pass') {
    return 'met';
  }
  if (step.status !== 'fail') {
    return 'not-decided';
  }
  return step.actual?.success !== true || lacksEssentials(step) ? 'refused' : 'ignored';
}
