import type { Value } from '../../config/values/value.js';
import { classifyFailure, classifyStatus, type Expectation, judge } from '../../expectations/index.js';
import type { Mismatch } from '../../results/types.js';
import { isLeftOpen } from '../../s3/left-open.js';
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
    return { ...sent, expected, mismatches: [], ...judgeAbsence(normal, sent.outcome) };
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

/**
 * What is not HTTP is a wrong response of a server that did respond, and so is one that breaks off. Where nothing came,
 * there is nothing to judge; but where others are answered, it is the server that failed.
 */
function judgeAbsence(expected: Expectation, outcome: Outcome): Pick<Attempt, 'status' | 'failure'> {
  const { failure, exchanges } = outcome;
  if (failure?.kind === 'protocol') {
    return { status: 'fail', failure: 'wrong-result' };
  }
  if (!isLeftOpen(outcome)) {
    return { status: 'error', failure: null };
  }
  const status = exchanges.at(-1)?.status ?? null;
  return failure?.kind === 'truncated' && status !== null
    ? { status: 'fail', failure: classifyStatus(expected, status) }
    : { status: 'error', failure: 'wrong-result' };
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
