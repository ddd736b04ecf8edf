import type { Mismatch } from '../results/types.js';
import { whyUnreadable } from '../results/unreadable.js';
import { isCount, listOf } from './entries.js';
import { brief, type Finding } from './finding-words.js';
import { inline } from './inline.js';

/** A checksum is one thing, whichever algorithm it is of, and wherever it is given. */
const checksumPath = /(?:x-amz-checksum-|\bChecksum)[\w-]*/i;

/** The finding of a step of which the response is wrong: in its first mismatch, or in a list that this one is about. */
export function findingOfMismatch(operation: string, first: Mismatch, all: readonly Mismatch[]): Finding {
  const { path, expected, actual } = first;
  const isChecksum = checksumPath.test(path);
  const entries = isChecksum ? null : findingOfEntries(operation, first, all);
  if (entries !== null) {
    return entries;
  }
  const place = brief(isChecksum ? 'a checksum' : path.replaceAll(/\[\d+\]/g, '[]'));
  const came = actual === null || whyUnreadable(actual) !== null ? 'nothing' : 'another value';
  const wanted = expected === null ? 'nothing' : inline(expected);
  return {
    cause: `${place} ${came}`,
    part: { name: place, came },
    operation,
    expected: brief(`${path} ${wanted}`),
    actual: actual === null ? 'nothing' : describeValue(actual),
  };
}

/** That a list has too few entries, too many, or the right ones in another order, whichever way that was seen; null where it is about no list. */
function findingOfEntries(
  operation: string,
  { path, expected, actual }: Mismatch,
  all: readonly Mismatch[],
): Finding | null {
  const found = listOf(path, all);
  if (found === null) {
    return null;
  }
  const { list, difference } = found;
  const part = entriesWords[difference];
  return {
    cause: `entries of ${brief(list)} ${difference}`,
    part: { name: brief(part.name(list)), came: part.came },
    operation,
    expected: brief(isCount(path) ? `${list} of ${inline(expected)} entries` : `${path} ${inline(expected)}`),
    actual: actual === null ? 'no list there' : describeValue(actual),
  };
}

const entriesWords = {
  fewer: { name: (list: string) => `all entries of ${list}`, came: 'fewer' },
  more: { name: (list: string) => `no other entries of ${list}`, came: 'more' },
  order: { name: (list: string) => `the entries of ${list} in order`, came: 'another order' },
} as const;

/** A value that came, or why there is none. */
function describeValue(actual: unknown): string {
  return brief(whyUnreadable(actual) ?? inline(actual));
}
