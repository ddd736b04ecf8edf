import { isRecord } from '../../lib/records.js';
import { parseSeconds } from '../../lib/units.js';
import { type Operation, unknownValue } from '../../operations/index.js';
import { toStatuses } from '../normalize-expectation.js';
import { checkBody, checkPattern } from './check-body.js';
import { checkExpressions } from './check-expressions.js';
import { checkMatcher, checkMatcherMap } from './check-matcher.js';
import { checkKeys, type ExpectationProblem, type Report, reportTo } from './problem.js';

/** What is known of the step whose expected result is checked. */
export interface ExpectationContext {
  /** The operation whose output `response` reads; without it only the syntax of expressions is checked. */
  readonly operation?: Operation;
}

type KeyCheck = (value: unknown, report: Report, context: ExpectationContext) => void;

const keyChecks: Readonly<Record<string, KeyCheck>> = {
  success: checkSuccess,
  status_code: checkStatusCode,
  error_code: checkErrorCode,
  error: checkMatcher,
  headers: (value, report) => checkMatcherMap(value, 'headers', report),
  interim: checkInterim,
  response: (value, report, { operation }) => checkExpressions(value, 'response', operation, report),
  response_contains: checkResponseContains,
  body: checkBody,
  max_duration: checkMaxDuration,
  any_of: checkAnyOf,
  all: (value, report) => checkExpressions(value, 'all', undefined, report),
};

/**
 * Finds every fault of an `expected_result` before the run: unknown keys and matchers, values of the wrong
 * type, expressions that do not parse or name what the operation's output does not have. Values known only
 * at run time are `unknownValue`. It may be called again on evaluated data.
 */
export function checkExpectation(raw: unknown, context: ExpectationContext = {}): ExpectationProblem[] {
  const problems: ExpectationProblem[] = [];
  checkOutcome(raw, reportTo(problems), context);
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
  checkKeys(raw, Object.keys(keyChecks), report);
  for (const [key, value] of Object.entries(raw)) {
    if (value !== unknownValue && Object.hasOwn(keyChecks, key)) {
      keyChecks[key]?.(value, report.at(key), context);
    }
  }
  if (String(raw.success) === 'false' && !namesRefusal(raw)) {
    report
      .at('success')
      .add('missing-error-code', 'success: false needs error_code, error or a status_code of 300 or more');
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

function checkSuccess(value: unknown, report: Report): void {
  if (!['true', 'false'].includes(String(value))) {
    report.add('wrong-type', 'success is true or false');
  }
}

function checkStatusCode(value: unknown, report: Report): void {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) {
    report.add('wrong-type', 'status_code names at least one status');
  }
  for (const [index, item] of items.entries()) {
    if (item === unknownValue || isStatus(item)) {
      continue;
    }
    (Array.isArray(value) ? report.at(index) : report).add(
      'wrong-type',
      'A status is a number from 100 to 599',
    );
  }
}

function isStatus(value: unknown): boolean {
  if (typeof value !== 'number' && typeof value !== 'string') {
    return false;
  }
  const [status] = toStatuses(value);
  return status !== undefined && Number.isInteger(status) && status >= 100 && status <= 599;
}

function checkErrorCode(value: unknown, report: Report): void {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) {
    report.add('wrong-type', 'error_code names at least one code');
  }
  for (const [index, item] of items.entries()) {
    if (item === unknownValue || typeof item === 'number' || (typeof item === 'string' && item !== '')) {
      continue;
    }
    (Array.isArray(value) ? report.at(index) : report).add('wrong-type', 'An error code is text');
  }
}

function checkInterim(value: unknown, report: Report): void {
  if (!Array.isArray(value) && !isRecord(value)) {
    report.add('wrong-type', 'interim is a list of statuses');
  }
  checkMatcher(value, report);
}

function checkResponseContains(value: unknown, report: Report): void {
  if (!isRecord(value)) {
    report.add('wrong-type', 'response_contains is a map of headers, body_pattern and metadata');
    return;
  }
  checkKeys(value, ['headers', 'body_pattern', 'metadata'], report);
  for (const name of ['headers', 'metadata'] as const) {
    if (name in value) {
      checkMatcherMap(value[name], name, report.at(name));
    }
  }
  if ('body_pattern' in value) {
    checkPattern(value.body_pattern, report.at('body_pattern'));
  }
}

function checkMaxDuration(value: unknown, report: Report): void {
  if ((parseSeconds(value) ?? -1) < 0) {
    report.add('wrong-type', 'max_duration is seconds, or text like 2s');
  }
}

function checkAnyOf(value: unknown, report: Report, context: ExpectationContext): void {
  if (!Array.isArray(value) || value.length === 0) {
    report.add('wrong-type', 'any_of is a list of expected results');
    return;
  }
  for (const [index, one] of value.entries()) {
    const inside = report.at(index);
    if (one === null) {
      inside.add('wrong-type', 'An expected result is a map');
    }
    if (isRecord(one) && 'all' in one) {
      inside.at('all').add('wrong-type', 'all stands beside any_of, not inside it');
    }
    checkOutcome(one, inside, context);
  }
}
