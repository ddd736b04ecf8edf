import type { CaseResult, Mismatch, StepResult } from '../results/types.js';
import { shorten } from './display-width.js';
import { inline } from './inline.js';
import { oneLine } from './printable.js';

/** Why something failed, in short: what was called, what was expected of it, and what came. */
export interface Finding {
  /** The same for all that have one cause, whatever was called. */
  readonly cause: string;
  /** The operation, or the kind of the step where it has none. */
  readonly operation: string;
  readonly expected: string;
  readonly actual: string;
  /** Where a part of the response is wrong: which, and whether it is missing or another one. */
  readonly part?: { readonly name: string; readonly came: string };
}

const widest = 60;

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
  const [first] = [...mismatches, ...deviations];
  const answer = answerOf(step);
  if (actual === null) {
    return first === undefined
      ? { cause: `no response ${answer}`, operation, expected: expectationOf(step), actual: answer }
      : findingOfMismatch(operation, first);
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
  return first === undefined || isAboutOutcome(first)
    ? findingOfOutcome(operation, step, answer)
    : findingOfMismatch(operation, first);
}

function findingOfSetUp(refusal: NonNullable<CaseResult['set_up']>): Finding {
  const { status_code, error_code } = refusal;
  const operation = brief(refusal.operation);
  const actual = brief(error_code ?? (status_code === null ? 'no response' : String(status_code)));
  const called = `set-up, ${operation}`;
  return { cause: `set-up ${operation} ${actual}`, operation: called, expected: '200', actual };
}

function unexplained(one: CaseResult | null): Finding {
  const actual = brief(one?.reason ?? 'no reason given');
  if (one?.verdict === 'unsupported') {
    return { cause: 'not implemented', operation: 'a request', expected: 'an answer', actual };
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
  return { cause, operation, expected, actual };
}

/** A checksum is one thing, whichever algorithm it is of, and wherever it is given. */
const checksumPath = /(?:x-amz-checksum-|\bChecksum)[\w-]*/i;

function findingOfMismatch(operation: string, { path, expected, actual }: Mismatch): Finding {
  const place = brief(checksumPath.test(path) ? 'a checksum' : path.replaceAll(/\[\d+\]/g, '[]'));
  const came = actual === null ? 'nothing' : 'another value';
  const wanted = expected === null ? 'nothing' : inline(expected);
  return {
    cause: `${place} ${came}`,
    part: { name: place, came },
    operation,
    expected: brief(`${path} ${wanted}`),
    actual: actual === null ? 'nothing' : brief(inline(actual)),
  };
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

function brief(text: string): string {
  return shorten(oneLine(text.slice(0, 1024)), widest);
}
