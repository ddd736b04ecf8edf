import type { CaseResult } from '../results/types.js';
import { judge } from './judge.js';
import { readErrorCode } from './judge-error-code.js';
import { type Expectation, keyEntries } from './keys/index.js';
import { readStatuses } from './read-statuses.js';
import type { JudgedResponse, Observed } from './types.js';

/** The kind of a failure: what the conformance suite says of a response that was not as expected. */
export type FailureKind = Exclude<NonNullable<CaseResult['kind']>, 'tolerated'> | 'unsupported';

/**
 * Says how a response failed its expectation. `isOfSubject` says that the step called an operation
 * that the case is about: only there does a 501, 405, NotImplemented or MethodNotAllowed mean `unsupported`.
 */
export function classifyFailure(
  expectation: Expectation,
  observed: Observed,
  { isOfSubject }: { readonly isOfSubject: boolean },
): FailureKind {
  if (isOfSubject && saysUnsupported(observed.response) && !isRefusalExpected(expectation, observed)) {
    return 'unsupported';
  }
  const isAccepted = !isRefusal(observed.response);
  if (!accepts(expectation, isAccepted)) {
    return isAccepted ? 'wrongly-accepted' : 'wrongly-refused';
  }
  return !isAccepted && !isRefusalExpected(expectation, observed) ? 'wrong-error' : 'wrong-result';
}

/** In which way a response missed of which only the status came whole. */
export function classifyStatus(expectation: Expectation, status: number): FailureKind {
  const isAccepted = isOfSuccess(status);
  if (accepts(expectation, isAccepted)) {
    return 'wrong-result';
  }
  return isAccepted ? 'wrongly-accepted' : 'wrongly-refused';
}

/** Whether the server refused: a 2xx whose body is foreign or damaged is no success, and no refusal either. */
function isRefusal({ status, error }: JudgedResponse): boolean {
  return !isOfSuccess(status) || error !== null;
}

function isOfSuccess(status: number): boolean {
  return status < 300;
}

function saysUnsupported(response: JudgedResponse): boolean {
  if (response.success) {
    return false;
  }
  const code = readErrorCode(response);
  return (
    response.status === 501 ||
    response.status === 405 ||
    code === 'NotImplemented' ||
    code === 'MethodNotAllowed'
  );
}

/** Whether a response that succeeds, or one that is refused, may be right at all. */
function accepts(expectation: Expectation, success: boolean): boolean {
  const { success: wanted, status_code, any_of } = expectation;
  if (wanted !== undefined && wanted !== success) {
    return false;
  }
  if (wanted === undefined && status_code !== undefined) {
    if (!readStatuses(status_code).some((status) => isOfSuccess(status) === success)) {
      return false;
    }
  }
  return any_of === undefined || any_of.some((one) => accepts(one, success));
}

/** Whether success, status, code and error document are as expected, whatever else is not. */
function isRefusalExpected(expectation: Expectation, observed: Observed): boolean {
  return judge(refusalPart(expectation), observed).length === 0;
}

function refusalPart(expectation: Expectation): Expectation {
  const part = Object.fromEntries(
    keyEntries.flatMap(([name, { isOfRefusal }]) =>
      isOfRefusal && expectation[name] !== undefined ? [[name, expectation[name]]] : [],
    ),
  );
  const { any_of } = expectation;
  return { ...part, ...(any_of && { any_of: any_of.map(refusalPart) }) };
}
