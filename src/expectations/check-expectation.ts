import { type Report, reportTo, reportUnknownKeys, type ValueProblem } from '../lib/fields/report.js';
import { isRecord } from '../lib/records.js';
import { unknownValue } from '../lib/unknown-value.js';
import type { Operation } from '../operations/index.js';
import { expectationKeys, keyEntries } from './keys/index.js';

/** What is known of the step whose expected result is checked. */
export interface ExpectationContext {
  /** The operation whose output `response` reads; without it only the syntax of expressions is checked. */
  readonly operation?: Operation;
}

/**
 * Finds every fault of an `expected_result` before the run: unknown keys and matchers, values of the wrong
 * type, expressions that do not parse or name what the operation's output does not have. Values known only
 * at run time are `unknownValue`. It may be called again on evaluated data.
 */
export function checkExpectation(raw: unknown, context: ExpectationContext = {}): ValueProblem[] {
  const problems: ValueProblem[] = [];
  checkOutcome(raw, reportTo(problems, [], 'expected_result'), context);
  return problems;
}

function checkOutcome(raw: unknown, report: Report, context: ExpectationContext): void {
  if (raw === undefined || raw === null || raw === unknownValue) {
    return;
  }
  if (!isRecord(raw)) {
    report.add('wrong-type', 'An expected result is a map');
    return;
  }
  reportUnknownKeys(raw, Object.keys(expectationKeys), report);
  const nested = (value: unknown, inside: Report) => checkOutcome(value, inside, context);
  for (const [name, key] of keyEntries) {
    if (raw[name] !== undefined && raw[name] !== unknownValue) {
      key.check(raw[name], report.at(name), { ...context, nested });
    }
  }
  if (String(raw.success) === 'true') {
    checkAgainstSuccess(raw, report);
  }
  if (String(raw.success) === 'false' && !namesRefusal(raw)) {
    report
      .at('success')
      .add('missing-error-code', 'success: false needs error_code, error or a status_code of 300 or more');
  }
}

/** What a response that succeeds never has: beside `success: true` nothing could ever be as expected. */
function checkAgainstSuccess(
  { error_code, error, status_code }: Readonly<Record<string, unknown>>,
  report: Report,
): void {
  const rest = 'a response that succeeds has none: leave out one of the two';
  if (error_code !== undefined && error_code !== null) {
    report.at('error_code').add('contradiction', `success: true stands beside an error code; ${rest}`);
  }
  if (isRecord(error) && Object.keys(error).some((name) => !name.startsWith('$'))) {
    report.at('error').add('contradiction', `success: true stands beside an error document; ${rest}`);
  }
  const statuses = Array.isArray(status_code) ? status_code : [status_code];
  if (statuses.length > 0 && statuses.every((status) => Number(status) >= 300)) {
    report
      .at('status_code')
      .add(
        'contradiction',
        'success: true stands beside statuses of 300 and more, which are none of success',
      );
  }
}

function namesRefusal({
  error_code,
  error,
  status_code,
  any_of,
}: Readonly<Record<string, unknown>>): boolean {
  const isGiven = [error_code, error, any_of].some((value) => value !== undefined && value !== null);
  if (isGiven || status_code === unknownValue) {
    return true;
  }
  const statuses = Array.isArray(status_code) ? status_code : [status_code];
  return statuses.some((status) => status === unknownValue || Number(status) >= 300);
}
