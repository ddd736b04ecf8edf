import { defined } from '../lib/defined.js';
import type { CaseResult, Mismatch, StepResult } from '../results/types.js';
import { findingOfMismatch } from './finding-of-mismatch.js';
import { brief, type Finding } from './finding-words.js';

/** Codes that a server answers for one reason: where it lacks the check behind them, all of them are missing. */
const families: readonly (readonly string[])[] = [
  ['AccessDenied', 'AccessForbidden', 'AllAccessDisabled'],
  [
    'SignatureDoesNotMatch',
    'AuthorizationHeaderMalformed',
    'AuthorizationQueryParametersError',
    'InvalidAccessKeyId',
    'RequestTimeTooSkewed',
  ],
  ['BadDigest', 'InvalidDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
  ['MalformedXML', 'MalformedPolicy', 'MalformedACLError', 'MalformedPOSTRequest'],
];

/** The finding of a case or of a step outside of one; `step` is the first that went wrong, null where none ran. */
export function findingOf(one: CaseResult | null, step: StepResult | null): Finding {
  if (step === null) {
    return one?.set_up === undefined ? unexplained(one) : findingOfSetUp(one.set_up);
  }
  const operation = brief(step.operation_name ?? step.kind);
  const { actual, error_message, mismatches, deviations = [] } = step;
  const wrong = [...mismatches, ...deviations];
  const [first] = wrong;
  const answer = answerOf(step);
  if (actual === null) {
    return first === undefined
      ? { cause: `no response ${answer}`, operation, expected: expectationOf(step), actual: answer }
      : findingOfMismatch(operation, first, wrong);
  }
  const status = actual.status_code ?? 0;
  if (status === 501 || actual.error_code === 'NotImplemented') {
    return { cause: 'not implemented', operation, expected: expectationOf(step), actual: answer };
  }
  if (status >= 500) {
    return { cause: `status ${status}`, operation, expected: expectationOf(step), actual: answer };
  }
  if (error_message !== null) {
    return {
      cause: 'unreadable',
      operation,
      expected: expectationOf(step),
      actual: brief(`${status}, which cannot be read`),
    };
  }
  const found =
    first === undefined || isAboutOutcome(first)
      ? findingOfOutcome(operation, step, answer)
      : findingOfMismatch(operation, first, wrong);
  return { ...found, ...defined({ about: subjectOf(one, operation) }) };
}

/** The address of the page on an operation. */
const operationPage = /\/API_(\w+)\.html/;

/**
 * The operation that a case is about, by the page that documents it, where the case calls it before another one: what a copy
 * lost is seen by whoever reads it. Undefined where that is not known.
 */
function subjectOf(one: CaseResult | null, operation: string): string | undefined {
  const [, subject = ''] = operationPage.exec(one?.reference ?? '') ?? [];
  const [at, seenAt] = [subject, operation].map((name) => one?.operations?.indexOf(name) ?? -1);
  return at !== undefined && seenAt !== undefined && at >= 0 && at < seenAt ? subject : undefined;
}

function findingOfSetUp(refusal: NonNullable<CaseResult['set_up']>): Finding {
  const { status_code, error_code } = refusal;
  const operation = brief(refusal.operation);
  const actual = brief(error_code ?? describeStatus(status_code));
  const called = `set-up, ${operation}`;
  return { cause: `set-up ${operation} ${actual}`, operation: called, expected: '200', actual };
}

function describeStatus(status: number | null): string {
  if (status === null) {
    return 'no response';
  }
  return status < 300 ? `${status}, which cannot be used` : String(status);
}

function unexplained(one: CaseResult | null): Finding {
  const verdict = one?.kind ?? one?.verdict ?? 'no verdict';
  const actual = brief(one?.reason ?? verdict);
  if (one?.verdict === 'unsupported') {
    return { cause: 'not implemented', operation: 'a request', expected: 'an answer', actual };
  }
  if (one?.reason === null) {
    return { cause: `untold ${verdict}`, operation: 'a case without details', expected: 'a pass', actual };
  }
  return { cause: `reason ${actual}`, operation: one?.verdict ?? 'step', expected: 'a verdict', actual };
}

/** What decides whether a request was carried out, as opposed to what it gave. */
function isAboutOutcome({ path }: Mismatch): boolean {
  return path === 'success' || path === 'status_code' || path === 'error_code';
}

function findingOfOutcome(operation: string, step: StepResult, actual: string): Finding {
  const expected = expectationOf(step);
  const wasDone = step.actual?.success === true;
  const [code] = codesOf(step);
  const family = families.find((codes) => code !== undefined && codes.includes(code));
  const asked = family?.[0] ?? expected;
  const cause = wasDone
    ? `accepted ${asked}`
    : code === undefined
      ? `refused ${actual}`
      : `other error ${asked}`;
  if (expected === actual && step.actual?.status_code !== undefined) {
    // The code is right, so that only the status tells both apart.
    const wanted = step.expected.status_code;
    const status = typeof wanted === 'number' ? `${wanted} ` : '';
    return {
      cause,
      operation,
      expected: `${status}${expected}`,
      actual: `${step.actual.status_code} ${actual}`,
    };
  }
  return { cause, operation, expected, actual };
}

/** What was expected of a response as a whole: a code, a status, or that it succeeds. */
function expectationOf(step: StepResult): string {
  const { success, status_code } = step.expected;
  const codes = codesOf(step);
  if (codes.length > 0) {
    return brief(codes.join(' or '));
  }
  if (typeof status_code === 'number') {
    return String(status_code);
  }
  return success === false ? 'an error' : 'success';
}

function codesOf({ expected: { error_code } }: StepResult): readonly string[] {
  const codes = Array.isArray(error_code) ? error_code : [error_code];
  return codes.filter((code) => typeof code === 'string');
}

/** What came: the code of an error, or the status; without a response why there is none. */
function answerOf({ actual, error_message }: StepResult): string {
  if (actual === null) {
    return brief(error_message ?? 'no response');
  }
  return brief(actual.error_code ?? String(actual.status_code ?? 'no status'));
}
