import type { Step } from '../../config/language/step.js';
import type { Value } from '../../config/values/value.js';
import {
  classifyFailure,
  classifyStatus,
  type Expectation,
  judge,
  judgeErrorDocument,
  type Observed,
  toleratedPrefix,
} from '../../expectations/index.js';
import type { Mismatch } from '../../results/types.js';
import { isLeftOpen } from '../../s3/left-open.js';
import type { Outcome, S3Response } from '../../s3/types.js';
import type { StepContext } from '../context.js';
import type { Attempt, Sent } from '../record/attempt.js';
import { expectationOf } from '../values/expectation.js';
import { subjectOf } from './subject.js';

/** What a step says of the response: what is expected, and what is tolerated beside it. */
export interface Judged {
  readonly expected_result?: Value | undefined;
  readonly tolerate?: Step['tolerate'];
}

const noDifference = { mismatches: [], deviations: [], tolerated: null, isExact: false } as const;

const passed = { status: 'pass', failure: null, isExact: true } as const;

/** Judges a response. Throws a ValueError for an expectation that, filled in, is none. */
export function judgeSent(
  { expected_result, tolerate = [] }: Judged,
  sent: Sent,
  context: StepContext,
): Attempt {
  const { response } = sent.outcome;
  const read = (value: Value | undefined) => expectationOf(value, context, response, sent.prepared.operation);
  const normal = read(expected_result);
  const tolerated = tolerate.map(({ reason, expectation }) => ({ reason, expectation: read(expectation) }));
  const accepted = acceptedBy(normal, tolerated);
  if (!response) {
    return { ...sent, expected: { ...normal }, ...noDifference, ...judgeAbsence(accepted, sent.outcome) };
  }
  const { seconds, bodyVerdict } = sent;
  const observed = { response, seconds, bodyVerdict };
  const mismatches = judge(normal, observed);
  if (mismatches.length === 0) {
    const deviations = judgeDocument(normal, sent, response, context);
    return pass(sent, normal, deviations, null);
  }
  const met = findTolerated(tolerated, observed);
  if (met) {
    return pass(sent, normal, mismatches, met.reason);
  }
  const failure = classifyFailure(accepted, observed, { isOfSubject: true });
  return { ...sent, expected: { ...normal }, ...noDifference, mismatches, status: 'fail', failure };
}

function pass(
  { prepared, outcome, startedAt, seconds, bodyVerdict }: Sent,
  normal: Expectation,
  deviations: readonly Mismatch[],
  tolerated: string | null,
): Attempt {
  return {
    prepared,
    outcome,
    startedAt,
    seconds,
    bodyVerdict,
    expected: { ...normal },
    mismatches: noDifference.mismatches,
    deviations,
    isExact: deviations.length === 0,
    tolerated,
    status: 'pass',
    failure: null,
  };
}

/** Where the error document of a response that passes is not one that is recorded, if that is asked. */
function judgeDocument(
  { error_document }: Expectation,
  sent: Sent,
  response: S3Response,
  { run }: StepContext,
): readonly Mismatch[] {
  const documents = run.plan.errorDocuments;
  return error_document === undefined || !documents
    ? []
    : judgeErrorDocument(documents, response, subjectOf(sent));
}

interface ToleratedExpectation {
  readonly reason: string;
  readonly expectation: Expectation;
}

function findTolerated(
  tolerated: readonly ToleratedExpectation[],
  observed: Observed,
): ToleratedExpectation | undefined {
  return tolerated.find(
    ({ expectation }, index) => judge(expectation, observed, toleratedPrefix(index)).length === 0,
  );
}

/** All that passes as one expectation: in which way a response misses is said against it. */
function acceptedBy(expected: Expectation, tolerated: readonly ToleratedExpectation[]): Expectation {
  return tolerated.length === 0
    ? expected
    : { any_of: [expected, ...tolerated.map(({ expectation }) => expectation)] };
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
export function judgeCut(step: Judged, sent: Sent, context: StepContext): Attempt {
  if (sent.outcome.failure?.code !== 'CUT') {
    const judged = judgeSent(step, sent, context);
    return judged.status === 'pass' ? neverReached(judged, 'abort_at') : judged;
  }
  const outcome = { ...sent.outcome, failure: null };
  return { ...sent, outcome, expected: {}, ...noDifference, ...passed };
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
  const mismatches = [...attempt.mismatches, mismatch];
  return { ...attempt, ...noDifference, mismatches, status: 'fail', failure };
}
