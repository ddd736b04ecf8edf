import type { CaseResult, Mismatch, SetUpRefusal, StepResult } from '../../results/types.js';
import { describeWanted } from './describe-wanted.js';
import { forAllRuns, sayValue } from './say-value.js';

/** The reason of a case that the server says itself it does not implement. */
const notImplemented = 'not implemented';

/**
 * Why a case failed, as an entry of a baseline says it: `not implemented`, or `deviates: ` with what the server does
 * instead of what. `steps` are those of the same results.
 */
export function explainFailure(found: CaseResult, steps: readonly StepResult[]): string {
  if (found.verdict === 'unsupported') {
    return notImplemented;
  }
  if (found.set_up) {
    return explainSetUp(found.set_up);
  }
  const own = steps.filter(({ case: owner }) => owner === found.id);
  const failed =
    own.find(({ status }) => status === 'fail') ??
    own.find(({ status }) => status === 'error') ??
    own.find(({ deviations }) => deviations !== undefined);
  const deed = failed && sayDeed(failed, found.kind);
  return `deviates: ${forAllRuns(deed ?? found.reason ?? found.kind ?? found.verdict)}`;
}

function explainSetUp({ operation, status_code, error_code }: SetUpRefusal): string {
  if (status_code === 501 || status_code === 405 || error_code === 'NotImplemented') {
    return `${notImplemented}: ${operation}, which its set-up calls`;
  }
  return `deviates: ${operation} answers ${describeResponse(status_code, error_code)} in its set-up`;
}

/** What the server did in a step, and instead of what; null where nothing was judged. */
function sayDeed(step: StepResult, kind: CaseResult['kind']): string | null {
  const { actual, expected, deviations = [] } = step;
  const mismatches = [...step.mismatches, ...deviations];
  const [first] = mismatches;
  if (!first) {
    return sayBreak(step);
  }
  if (first.path.startsWith('all.')) {
    return `of all outcomes together, ${sayFinding({ ...first, path: first.path.slice('all.'.length) })}`;
  }
  const subject = subjectOf(step);
  const damage = damageOf(step);
  if (damage !== null && kind === 'wrong-result') {
    return `${subject} answers ${actual?.status_code}${damage}`;
  }
  const decisive = mismatches.find(({ path }) => path !== 'success') ?? first;
  const isAboutOutcome = kind !== 'wrong-result' || decisive.path === 'status_code';
  const wanted = describeWanted(expected);
  if (isAboutOutcome && actual && wanted !== null) {
    const { status_code, error_code = null } = actual;
    const response = describeResponse(status_code, error_code);
    return `${subject} answers ${response}${damageOf(step) ?? ''} instead of ${wanted}`;
  }
  const path = decisive.path.replace(/^(any_of\[\d+\]\.)+/, '');
  return `${subject} gives ${sayFinding({ ...decisive, path })}`;
}

/** What is wrong with the body of a response that has the status of a success and is none; null where nothing is. */
function damageOf({ actual, error_message }: StepResult): string | null {
  if (!actual || actual.success || (actual.status_code ?? 300) >= 300 || actual.error_code !== undefined) {
    return null;
  }
  const isChecksum = error_message?.startsWith('x-amz-checksum-') ?? false;
  return isChecksum ? ' with a checksum that is not that of its body' : ' with a body that is not its own';
}

/** What a step says that has no whole response; null where that says nothing of the server. */
function sayBreak(step: StepResult): string | null {
  const { actual, status } = step;
  if (actual) {
    return `${subjectOf(step)} answers ${actual.status_code} and breaks off within the body`;
  }
  return status === 'error' ? `${subjectOf(step)} gets no answer, while others do` : null;
}

function subjectOf({ operation_name, name, http, kind }: StepResult): string {
  return operation_name ?? http.at(-1)?.method ?? name ?? kind;
}

function describeResponse(status: number | null, code: string | null): string {
  return [status ?? 'nothing', code].filter((part) => part !== null).join(' ');
}

function sayFinding({ path, expected, actual }: Mismatch): string {
  const place = describeLocation(path);
  if (actual === null) {
    return `no ${place}`;
  }
  return `${place} ${sayValue(actual)} instead of ${sayValue(expected)}`;
}

function describeLocation(path: string): string {
  const [root, ...rest] = path.split('.');
  if (root === 'headers') {
    return `header ${rest.join('.')}`;
  }
  if (root === 'response') {
    return rest.join('.');
  }
  if (root === 'status_code') {
    return 'status';
  }
  return path;
}
