import { describe, expect, test } from 'vitest';
import { isCount, listOf } from '../../../src/reporting/entries.js';
import type { Mismatch } from '../../../src/results/types.js';

const mismatch = (path: string, expected: unknown, actual: unknown): Mismatch => ({ path, expected, actual });
const found = (...all: readonly Mismatch[]) => listOf(all[0]?.path ?? '', all);

describe('a list with wrong entries', () => {
  test.each<[how: string, all: readonly Mismatch[], difference: 'fewer' | 'more']>([
    ['by its number', [mismatch('response.length(Contents)', 3, 2)], 'fewer'],
    ['by its number, where there is none', [mismatch('response.length(Contents)', 3, null)], 'fewer'],
    ['by names', [mismatch('response.Contents[].Key', ['a', 'b'], ['a'])], 'fewer'],
    ['by names, where there is none', [mismatch('response.Contents[].Key', ['a'], null)], 'fewer'],
    ['by parts of it', [mismatch('response.Contents[].{k: Key}', [{ k: 'a' }], [{}, {}])], 'more'],
    [
      'by names in any order',
      [mismatch('response.Contents[].Key', { $unordered: ['a'] }, ['a', 'b'])],
      'more',
    ],
    ['as a whole', [mismatch('response.Contents', [{ Key: 'a' }, { Key: 'b' }], [{ Key: 'a' }])], 'fewer'],
    [
      'by an entry at a place, with others of the step',
      [mismatch('response.Contents[1].Key', 'b', 'c'), mismatch('response.length(Contents)', 3, 2)],
      'fewer',
    ],
  ])('is known %s', (_, all, difference) => {
    expect(found(...all)).toEqual({ list: 'response.Contents', difference });
  });

  test.each<[how: string, all: readonly Mismatch[]]>([
    ['by names', [mismatch('response.Contents[].Key', ['a', 'b', 'b'], ['b', 'a', 'b'])]],
    [
      'as a whole',
      [mismatch('response.Contents', [{ Key: 'a' }, { Key: 'b' }], [{ Key: 'b' }, { Key: 'a' }])],
    ],
    [
      'entry by entry',
      [
        mismatch('response.Contents[1].Key', 'b', 'c'),
        mismatch('response.Contents[1].Size', 1, 2),
        mismatch('response.Contents[2].Key', 'c', 'b'),
      ],
    ],
  ])('is known to be in another order %s', (_, all) => {
    expect(found(...all)).toEqual({ list: 'response.Contents', difference: 'order' });
  });

  test('is not what only differs in its entries, or in none of them', () => {
    for (const one of [
      mismatch('response.Contents[1].Key', 'b', 'c'),
      mismatch('response.Contents[0].ChecksumAlgorithm', ['SHA1'], null),
      mismatch('response.Contents[].Owner', ['a', 'b'], []),
      mismatch('response.Contents[].Key', ['a', 'b'], ['b', 'c']),
      mismatch('response.Contents[].Key[1]', 'b', 'a'),
      mismatch('response.KeyCount', 3, 2),
      mismatch('headers.etag', ['a'], null),
      mismatch('all.length([?success])', 1, 8),
      mismatch('body', 'a', 'b'),
    ]) {
      expect([one.path, found(one)]).toEqual([one.path, null]);
    }
  });

  test('is not another list of the same step', () => {
    const all = [
      mismatch('response.Contents[0].Key', 'a', 'b'),
      mismatch('response.CommonPrefixes[].Prefix', ['a/'], null),
    ];
    expect(found(...all)).toBeNull();
  });
});

test('a number of entries is told from the entries', () => {
  expect(isCount('response.length(Contents)')).toBe(true);
  expect(isCount('response.Contents[].Key')).toBe(false);
});
