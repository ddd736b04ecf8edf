import { type Report, reportTo, reportUnknownKeys, type ValueProblem } from '../lib/fields/report.js';
import { isRecord } from '../lib/records.js';
import { unknownValue } from '../lib/unknown-value.js';
import type { Operation } from '../operations/index.js';
import { expectationKeys, keyEntries } from './keys/index.js';

/** What is known of the step whose expected result is checked. */
export interface ExpectationContext {
  /** The operation whose output `response` reads; without it only the syntax of expressions is checked. */
  readonly operation?: Operation;
  /** The error codes whose documents are recorded; where they are not known, any may be. */
  readonly recordedCodes?: ReadonlySet<string>;
}

/**
 * Finds every fault of an `expected_result` before the run: unknown keys and matchers, values of the wrong
 * type, expressions that do not parse or name what the operation's output does not have. Values known only
 * at run time are `unknownValue`. It may be called again on evaluated data.
 */
export function checkExpectation(raw: unknown, context: ExpectationContext = {}): ValueProblem[] {
  const problems: ValueProblem[] = [];
  const report = reportTo(problems, [], 'expected_result');
  checkOutcome(raw, report, context);
  if (isRecord(raw) && context.recordedCodes && raw.error_document !== undefined) {
    checkRecorded(raw, context.recordedCodes, report.at('error_document'));
  }
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

/** Every code that is expected must have a document that is recorded, or nothing could be exact. */
function checkRecorded(
  raw: Readonly<Record<string, unknown>>,
  recorded: ReadonlySet<string>,
  report: Report,
): void {
  if (recorded.size === 0) {
    report.add('unknown-document', 'error_document needs a suite that has records/error-documents.yaml');
    return;
  }
  const outcomes = [raw, ...(Array.isArray(raw.any_of) ? raw.any_of.filter(isRecord) : [])];
  const codes = outcomes
    .flatMap(({ error_code }) => error_code)
    .filter((code) => typeof code === 'string' || typeof code === 'number')
    .map(String);
  if (codes.length === 0 && !outcomes.some(({ error_code }) => error_code === unknownValue)) {
    report.add('missing-error-code', 'error_document needs an error_code beside it');
  }
  for (const code of codes.filter((one) => !recorded.has(one))) {
    report.add('unknown-document', `no error document is recorded for ${code}`);
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
