import type { Actual, StepResult } from '../results/types.js';
import { inlineMembers } from './inline.js';
import { oneLine } from './printable.js';

/** The position of a step and what it does: `Upload › test[0] › PutObject (first file)`. */
export function describeStep(step: StepResult): string {
  return `${oneLine(step.group_name)} › ${describeInGroup(step)}`;
}

/** The same inside of its group: `test[0] › PutObject (first file)`. */
export function describeInGroup(step: StepResult): string {
  const iteration = step.iteration === null ? '' : ` #${step.iteration}`;
  const name = step.name === null ? '' : ` (${step.name})`;
  return oneLine(`${step.step}${iteration} › ${step.operation_name ?? step.kind}${name}`);
}

/** What was expected of a step, on one line. */
export function describeExpected(step: StepResult): string {
  return Object.keys(step.expected).length === 0 ? 'success: true' : inlineMembers(step.expected);
}

/** The actual result of a step, on one line: the response, or why there is none. */
export function describeActual(step: StepResult): string {
  const response = step.actual === null ? null : describeResponse(step.actual);
  return [response, step.error_message]
    .filter((part) => part !== null)
    .map(oneLine)
    .join(' – ');
}

function describeResponse(actual: Actual): string {
  const status = actual.status_code === null ? 'no status' : String(actual.status_code);
  if (actual.success) {
    return `${status}, success`;
  }
  const message = actual.error?.Message;
  const isWhole = actual.status_code === null || actual.status_code >= 300;
  const code = actual.error_code ?? (isWhole ? 'no error code' : 'no success');
  return typeof message === 'string' && message !== ''
    ? `${status} ${code}: ${message}`
    : `${status} ${code}`;
}
