import type { Value } from '../../config/values/value.js';
import { classifyFailure, judge } from '../../expectations/index.js';
import type { Mismatch } from '../../results/types.js';
import type { Outcome } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import type { Attempt, Sent } from '../record/attempt.js';
import { expectationOf } from '../values/expectation.js';

/** Judges a response. Throws a ValueError for an expectation that, filled in, is none. */
export function judgeSent(expectedResult: Value | undefined, sent: Sent, context: StepContext): Attempt {
  const { response } = sent.outcome;
  const normal = expectationOf(expectedResult, context, response, sent.prepared.operation);
  const expected = { ...normal };
  if (!response) {
    return { ...sent, expected, mismatches: [], ...judgeAbsence(sent.outcome) };
  }
  const { seconds, bodyVerdict } = sent;
  const observed = { response, seconds, bodyVerdict };
  const mismatches = judge(normal, observed);
  if (mismatches.length === 0) {
    return { ...sent, expected, mismatches, status: 'pass', failure: null };
  }
  const failure = classifyFailure(normal, observed, { isOfSubject: true });
  return { ...sent, expected, mismatches, status: 'fail', failure };
}

/** What is not HTTP is a wrong response of a server that did respond; without a response, there is nothing to judge. */
function judgeAbsence({ failure }: Outcome): Pick<Attempt, 'status' | 'failure'> {
  return failure?.kind === 'protocol'
    ? { status: 'fail', failure: 'wrong-result' }
    : { status: 'error', failure: null };
}

/** Judges a call with `abort_at`: that it was cut is what the step is about and no error of it. */
export function judgeCut(expectedResult: Value | undefined, sent: Sent, context: StepContext): Attempt {
  if (sent.outcome.failure?.code !== 'CUT') {
    const judged = judgeSent(expectedResult, sent, context);
    return judged.status === 'pass' ? neverReached(judged, 'abort_at') : judged;
  }
  const outcome = { ...sent.outcome, failure: null };
  return { ...sent, outcome, expected: {}, mismatches: [], status: 'pass', failure: null };
}

/** An attempt whose body ended before the place where something was to happen. */
export function neverReached(attempt: Attempt, path: string): Attempt {
  const expected = 'a body that reaches this place';
  return withMismatch(attempt, { path, expected, actual: 'it ended before' }, 'wrong-result');
}

/** An attempt that failed by one more mismatch; `failure` says in which way. */
export function withMismatch(
  attempt: Attempt,
  mismatch: Mismatch,
  failure: NonNullable<Attempt['failure']>,
): Attempt {
  return { ...attempt, status: 'fail', failure, mismatches: [...attempt.mismatches, mismatch] };
}
