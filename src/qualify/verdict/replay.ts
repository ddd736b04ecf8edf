import type { StepResult } from '../../results/types.js';
import { type Outcome, worstOf } from './outcome.js';

type Judged = Pick<StepResult, 'status' | 'actual' | 'mismatches'>;

/** What the steps of a replayed recording say: each must be answered as it was when it was recorded. */
export function outcomeOfReplay(steps: readonly Judged[]): Outcome {
  return worstOf(steps.filter(({ status }) => status !== 'skipped').map(outcomeOfStep));
}

/**
 * What one step says. An application goes on with a success that it did not expect, and with the bytes and keys that it is
 * given; it notices a refusal, and a header that is missing.
 */
export function outcomeOfStep({ status, actual, mismatches }: Judged): Outcome {
  if (status === 'pass') {
    return 'met';
  }
  if (status !== 'fail') {
    return 'not-decided';
  }
  const isNoticed = actual?.success !== true || mismatches.every(({ path }) => path.startsWith('headers.'));
  return isNoticed ? 'refused' : 'ignored';
}
