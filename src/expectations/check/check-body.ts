import { bodyFormKeys, checkFormMap } from '../../lib/body-form.js';
import { type Report, reportUnknownKeys } from '../../lib/fields/report.js';
import { isRecord } from '../../lib/records.js';
import { parseSize } from '../../lib/units.js';
import { unknownValue } from '../../lib/unknown-value.js';
import { isBodyForm } from '../body-form.js';
import { bodyConditionNames } from '../judge-body.js';
import { findPatternFault } from '../pattern.js';
import { checkMatcher } from './check-matcher.js';

/** Checks an expected body: a body form, or a map of conditions. */
export function checkBody(value: unknown, report: Report): void {
  if (value === unknownValue || typeof value === 'string' || typeof value === 'number') {
    return;
  }
  if (value instanceof Uint8Array) {
    return;
  }
  if (!isRecord(value)) {
    report.add('wrong-type', 'A body is text, file://…, { base64 }, { size, seed } or a map of conditions');
    return;
  }
  if (isBodyForm(value)) {
    checkForm(value, report);
  } else {
    checkConditions(value, report);
  }
}

function checkForm(form: Readonly<Record<string, unknown>>, report: Report): void {
  for (const name of bodyConditionNames.filter((name) => name !== 'size' && name in form)) {
    report.at(name).add('wrong-type', `${name} is a condition and cannot be used in a body form; use equals`);
  }
  reportUnknownKeys(form, [...bodyFormKeys, ...bodyConditionNames], report);
  checkFormMap(form, report);
}

function checkConditions(conditions: Readonly<Record<string, unknown>>, report: Report): void {
  reportUnknownKeys(conditions, [...bodyConditionNames, ...bodyFormKeys], report);
  if (Object.keys(conditions).length === 0) {
    report.add('wrong-type', 'A map of conditions names at least one');
  }
  if ('range' in conditions) {
    report.at('range').add('wrong-type', 'range belongs to a generated body, which needs its seed');
  }
  const { equals, pattern, size, one_of } = conditions;
  if ('equals' in conditions) {
    checkBody(equals, report.at('equals'));
  }
  if ('pattern' in conditions) {
    checkPattern(pattern, report.at('pattern'));
  }
  if (isRecord(size)) {
    checkMatcher(size, report.at('size'));
  } else if ('size' in conditions) {
    checkSize(size, report.at('size'));
  }
  for (const [name, digits] of [
    ['sha256', 64],
    ['md5', 32],
  ] as const) {
    if (name in conditions) {
      checkDigest(conditions[name], name, digits, report.at(name));
    }
  }
  if ('one_of' in conditions) {
    checkChoices(one_of, report.at('one_of'));
  }
}

/** Checks a regular expression. */
export function checkPattern(value: unknown, report: Report): void {
  if (value === unknownValue) {
    return;
  }
  if (typeof value !== 'string') {
    report.add('wrong-type', 'A pattern is text');
    return;
  }
  const reason = findPatternFault(value);
  if (reason !== null) {
    report.add('invalid-regex', reason);
  }
}

function checkSize(value: unknown, report: Report): void {
  if (value !== unknownValue && parseSize(value) === undefined) {
    report.add('wrong-type', 'A size is a whole number of bytes, or text like 1MiB');
  }
}

function checkDigest(value: unknown, name: string, digits: number, report: Report): void {
  if (value === unknownValue) {
    return;
  }
  const isHex = typeof value === 'string' && /^[0-9a-f]+$/i.test(value) && value.length === digits;
  const isBase64 = typeof value === 'string' && Buffer.from(value, 'base64').length === digits / 2;
  if (!isHex && !isBase64) {
    report.add('wrong-type', `${name} is ${digits} hexadecimal digits, or base64`);
  }
}

function checkChoices(value: unknown, report: Report): void {
  if (value === unknownValue) {
    return;
  }
  if (!Array.isArray(value) || value.length === 0) {
    report.add('wrong-type', 'one_of is a list of bodies');
    return;
  }
  for (const [index, choice] of value.entries()) {
    checkBody(choice, report.at(index));
  }
}
