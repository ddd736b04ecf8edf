import { isRecord } from '../lib/records.js';
import type { Mismatch } from '../results/types.js';
import { isSameScalar } from './compare.js';
import { matchers } from './matchers/index.js';
import { fieldPath, mismatch } from './mismatch.js';

/**
 * Compares a value with a matcher: a plain value (a list whole and in order, a map in the fields that it
 * names), or a map of `$`-keys joined by and. `path` is the position of the value. Never throws.
 */
export function match(matcher: unknown, actual: unknown, path: string): readonly Mismatch[] {
  return compare(matcher, actual, path, false);
}

function matchExactly(matcher: unknown, actual: unknown, path: string): readonly Mismatch[] {
  return compare(matcher, actual, path, true);
}

function compare(matcher: unknown, actual: unknown, path: string, isExact: boolean): readonly Mismatch[] {
  if (Array.isArray(matcher)) {
    return compareLists(matcher, actual, path, isExact);
  }
  if (!isRecord(matcher)) {
    return isSameScalar(matcher, actual) ? [] : [mismatch(path, matcher, actual)];
  }
  const keys = Object.keys(matcher);
  const operators = keys.filter((key) => key.startsWith('$'));
  const found = operators.flatMap((key) => judgeOperator(key, matcher[key], actual, path, isExact));
  if (operators.length === keys.length && keys.length > 0) {
    return found;
  }
  if (!isRecord(actual)) {
    return [...found, mismatch(path, matcher, actual)];
  }
  const fields = keys.filter((key) => !key.startsWith('$'));
  const further = isExact ? Object.keys(actual).filter((key) => !Object.hasOwn(matcher, key)) : [];
  return [
    ...found,
    ...fields.flatMap((key) =>
      compare(matcher[key], Object.hasOwn(actual, key) ? actual[key] : null, fieldPath(path, key), isExact),
    ),
    ...further.flatMap((key) => compare(null, actual[key], fieldPath(path, key), isExact)),
  ];
}

function compareLists(
  wanted: readonly unknown[],
  actual: unknown,
  path: string,
  isExact: boolean,
): readonly Mismatch[] {
  if (!Array.isArray(actual) || actual.length !== wanted.length) {
    return [mismatch(path, wanted, actual)];
  }
  return wanted.flatMap((item, index) => compare(item, actual[index], `${path}[${index}]`, isExact));
}

function judgeOperator(
  key: string,
  operand: unknown,
  actual: unknown,
  path: string,
  isExact: boolean,
): readonly Mismatch[] {
  const nested = isExact ? matchExactly : match;
  const verdict = matchers.get(key)?.judge(operand, actual, { path, match: nested, matchExactly }) ?? false;
  if (typeof verdict !== 'boolean') {
    return verdict;
  }
  return verdict ? [] : [mismatch(path, { [key]: operand }, actual)];
}
