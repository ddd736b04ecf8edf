import type { Report } from '../../lib/fields/report.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { checkMatcher } from '../check/check-matcher.js';
import { judgeErrorCode } from '../judge-error-code.js';
import { match } from '../match.js';
import { mismatch } from '../mismatch.js';
import { readStatuses } from '../read-statuses.js';
import type { ExpectationKey } from './key.js';

const asRecorded = 'as_recorded';

/** Whether the response is a 2xx without an error document. */
const success: ExpectationKey<boolean> = {
  doc: 'A 2xx response without an error document.',
  schema: { type: ['boolean', 'string'] },
  isOfRefusal: true,
  check(value, report) {
    if (!['true', 'false'].includes(String(value))) {
      report.add('wrong-type', 'success is true or false');
    }
  },
  read: (value) => String(value) === 'true',
  judge: (expected, { response }, { path }) =>
    expected === response.success ? [] : [mismatch(path, expected, response.success)],
};

/** The status, or those that are accepted. */
const statusCode: ExpectationKey<number | readonly number[]> = {
  doc: 'One status, or a list of accepted ones.',
  schema: {},
  isOfRefusal: true,
  check: (value, report) =>
    checkOneOrMore(value, report, 'status_code names at least one status', checkStatus),
  read: (value) => oneOrMore(readStatuses(value)),
  judge: (expected, { response: { status } }, { path }) =>
    readStatuses(expected).includes(status) ? [] : [mismatch(path, expected, status)],
};

/** The code of the error document, or those that are accepted. */
const errorCode: ExpectationKey<string | readonly string[]> = {
  doc: 'One error code, or a list of accepted ones.',
  schema: {},
  isOfRefusal: true,
  check: (value, report) =>
    checkOneOrMore(value, report, 'error_code names at least one code', (item, place) => {
      if (typeof item !== 'number' && (typeof item !== 'string' || item === '')) {
        place.add('wrong-type', 'An error code is text');
      }
    }),
  read: (value) => oneOrMore(Array.isArray(value) ? value.map(String) : [String(value)]),
  judge: (expected, { response }, { path }) => judgeErrorCode(expected, response, path),
};

/** Matchers over the error document. */
const error: ExpectationKey<unknown> = {
  doc: 'Matchers for the error document: Code, Message, Resource, …',
  schema: {},
  isOfRefusal: true,
  check: checkMatcher,
  read: (value) => value,
  judge: (expected, { response }, { path }) => match(expected, response.error, path),
};

/** Whether the error document is held against those that are recorded for its code: `judgeErrorDocument` does it. */
const errorDocument: ExpectationKey<string> = {
  doc: 'as_recorded: to be exact, the error document has the elements that AWS was recorded to send with its code.',
  schema: { enum: [asRecorded] },
  check(value, report) {
    if (value !== asRecorded) {
      report.add('wrong-value', `error_document is ${asRecorded}`);
    }
  },
  read: String,
  judge: () => [],
};

function checkOneOrMore(
  value: unknown,
  report: Report,
  whenNone: string,
  checkItem: (item: unknown, report: Report) => void,
): void {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) {
    report.add('wrong-type', whenNone);
  }
  for (const [index, item] of items.entries()) {
    if (item !== unknownValue) {
      checkItem(item, Array.isArray(value) ? report.at(index) : report);
    }
  }
}

function checkStatus(value: unknown, report: Report): void {
  const isScalar = typeof value === 'number' || typeof value === 'string';
  const status = isScalar ? readStatuses(value)[0] : undefined;
  if (status === undefined || !Number.isInteger(status) || status < 100 || status > 599) {
    report.add('wrong-type', 'A status is a number from 100 to 599');
  }
}

function oneOrMore<T>(items: readonly T[]): T | readonly T[] {
  const [first, ...others] = items;
  return first !== undefined && others.length === 0 ? first : items;
}

/** What says whether a response is right to refuse, and how. */
export const refusalKeys = {
  success,
  status_code: statusCode,
  error_code: errorCode,
  error,
  error_document: errorDocument,
} as const;
