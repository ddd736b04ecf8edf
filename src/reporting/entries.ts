import { isRecord } from '../lib/records.js';
import type { Mismatch } from '../results/types.js';

/** Which list of a response is wrong in its entries, and how. */
export interface WrongList {
  /** `response.Contents`. */
  readonly list: string;
  readonly difference: 'fewer' | 'more' | 'order';
}

const counted = /^([\w.]*?)length\(([\w.]+)\)$/;
const projected = /^([\w.]+)\[\](?:\.|$)/;
const indexed = /^([\w.]+)\[\d+\]/;
const whole = /^response(?:\.\w+)+$/;

/** Whether a place in a response is the number of entries of a list. */
export function isCount(path: string): boolean {
  return counted.test(path);
}

/**
 * Which list has too few entries, too many, or the right ones in another order, where the first mismatch of a step is about one: by its number of entries, its
 * entries, or an entry at an index. The others of the same step may tell it: where an entry is missing, those behind it are
 * at another place. Null where no list is, or only what is in its entries.
 */
export function listOf(path: string, all: readonly Mismatch[]): WrongList | null {
  const list = nameOf(path);
  if (list === null) {
    return null;
  }
  for (const mismatch of all) {
    const difference = nameOf(mismatch.path) === list ? differenceOf(mismatch) : null;
    if (difference !== null) {
      return { list, difference };
    }
  }
  return isInAnotherOrder(all.filter((one) => nameOf(one.path) === list))
    ? { list, difference: 'order' }
    : null;
}

/** Whether a list has what was expected in it, at other places: as a whole, or entry by entry. */
function isInAnotherOrder(all: readonly Mismatch[]): boolean {
  const [first] = all;
  if (first === undefined) {
    return false;
  }
  if (!indexed.test(first.path)) {
    return hasSameEntries(first.expected, first.actual);
  }
  const member = first.path.replace(indexed, '');
  const alike = all.filter(({ path }) => indexed.test(path) && path.replace(indexed, '') === member);
  return hasSameEntries(
    alike.map(({ expected }) => expected),
    alike.map(({ actual }) => actual),
  );
}

function hasSameEntries(expected: unknown, actual: unknown): boolean {
  if (!Array.isArray(expected) || !Array.isArray(actual) || expected.length < 2) {
    return false;
  }
  const [wanted, found] = [expected, actual].map((list) => list.map((one) => JSON.stringify(one)).sort());
  return JSON.stringify(wanted) === JSON.stringify(found);
}

function nameOf(path: string): string | null {
  const [, before, name] = counted.exec(path) ?? [];
  if (before !== undefined && name !== undefined) {
    return `${before}${name}`;
  }
  const [, list] = projected.exec(path) ?? indexed.exec(path) ?? [];
  return list ?? (whole.test(path) ? path : null);
}

/**
 * Whether the list is too short or too long; null where its length is right or not said. A projection that is empty tells that
 * no entry has the member, not that there is none.
 */
function differenceOf({ path, expected, actual }: Mismatch): 'fewer' | 'more' | null {
  const lacksMember = projected.test(path) && Array.isArray(actual) && actual.length === 0;
  if (indexed.test(path) || lacksMember) {
    return null;
  }
  const wanted = isCount(path) ? expected : lengthOf(expected);
  const found = isCount(path) ? (actual ?? 0) : lengthOf(actual ?? []);
  if (typeof wanted !== 'number' || typeof found !== 'number' || wanted === found) {
    return null;
  }
  return found < wanted ? 'fewer' : 'more';
}

function lengthOf(value: unknown): number | null {
  if (Array.isArray(value)) {
    return value.length;
  }
  return isRecord(value) && Array.isArray(value.$unordered) ? value.$unordered.length : null;
}
