import { type Report, reportTo, reportUnknownKeys, type ValueProblem } from '../../lib/fields/report.js';
import { isRecord } from '../../lib/records.js';
import { parseSize } from '../../lib/units.js';
import { hasUnknown, unknownValue } from '../../operations/index.js';
import { isBodyForm } from '../body-form.js';
import { bodyConditionNames } from '../judge-body.js';
import { findPatternFault } from '../pattern.js';
import { checkMatcher } from './check-matcher.js';

const bodyForms = 'A body is text, file://…, or one of { base64 }, { size, seed }, { zeros }, { concat }';
const formNames = ['base64', 'size', 'seed', 'range', 'zeros', 'concat'];

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

/**
 * Finds the faults of a body that is to be sent: of any form, and no conditions. Values known only at run time are
 * `unknownValue`.
 */
export function checkSentBody(value: unknown): ValueProblem[] {
  const problems: ValueProblem[] = [];
  checkSent(value, reportTo(problems, [], 'body'));
  return problems;
}

function checkSent(value: unknown, report: Report): void {
  if (!isRecord(value)) {
    if (Array.isArray(value)) {
      report.add('wrong-type', bodyForms);
    }
    return;
  }
  reportUnknownKeys(value, formNames, report);
  const { size, range, concat } = value;
  if (!Object.keys(value).some((name) => formNames.includes(name))) {
    return;
  }
  if (!['base64', 'zeros', 'concat', 'size', 'range'].some((name) => name in value)) {
    report.add('wrong-type', bodyForms);
  }
  for (const name of ['size', 'zeros']) {
    if (name in value) {
      checkSize(value[name], report.at(name));
    }
  }
  if ('base64' in value) {
    checkBase64(value.base64, report);
  }
  if (range !== undefined) {
    checkRange(range, size, report.at('range'));
  }
  if (Array.isArray(concat)) {
    for (const [index, part] of concat.entries()) {
      checkSent(part, report.at('concat', index));
    }
  } else if ('concat' in value && concat !== unknownValue) {
    report.at('concat').add('wrong-type', 'concat is a list of bodies');
  }
}

function checkRange(range: unknown, size: unknown, report: Report): void {
  if (hasUnknown(range) || hasUnknown(size)) {
    return;
  }
  const [first, last] = Array.isArray(range) ? range.map(parseSize) : [];
  const end = size === undefined ? last : (parseSize(size) ?? Infinity) - 1;
  const isRight = first !== undefined && end !== undefined && first <= Math.min(last ?? end, end);
  if (!isRight) {
    report.add('wrong-type', 'range is [first, last] in bytes, within the size');
  }
}

function checkBase64(value: unknown, report: Report): void {
  if (typeof value !== 'string' && value !== unknownValue) {
    report.at('base64').add('wrong-type', 'base64 is text');
  }
}

function checkForm(form: Readonly<Record<string, unknown>>, report: Report): void {
  for (const name of bodyConditionNames.filter((name) => name !== 'size' && name in form)) {
    report.at(name).add('wrong-type', `${name} is a condition and cannot be used in a body form; use equals`);
  }
  reportUnknownKeys(form, [...formNames, ...bodyConditionNames], report);
  if ('seed' in form && !('size' in form || 'range' in form)) {
    report.add('wrong-type', 'A generated body needs its size or a range beside the seed');
  }
  for (const name of ['size', 'zeros']) {
    if (name in form) {
      checkSize(form[name], report.at(name));
    }
  }
  if ('base64' in form) {
    checkBase64(form.base64, report);
  }
  if ('range' in form) {
    checkRange(form.range, form.size, report.at('range'));
  }
  if (Array.isArray(form.concat)) {
    for (const [index, part] of form.concat.entries()) {
      checkBody(part, report.at('concat', index));
    }
  } else if ('concat' in form && form.concat !== unknownValue) {
    report.at('concat').add('wrong-type', 'concat is a list of bodies');
  }
}

function checkConditions(conditions: Readonly<Record<string, unknown>>, report: Report): void {
  reportUnknownKeys(conditions, [...bodyConditionNames, ...formNames], report);
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
