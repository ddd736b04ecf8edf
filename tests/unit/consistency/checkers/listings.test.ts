import { describe, expect, test } from 'vitest';
import {
  checkListedWasWritten,
  checkListingComplete,
  checkNoDoubles,
  checkNoGhosts,
} from '../../../../src/consistency/checkers/listings.js';
import { bucketListings, list, operation, put } from '../../../support/histories/build.js';

const unknown = { outcome: 'unknown', status: 500 } as const;
const onA = { key: 'a' };
const onB = { key: 'b' };

function listing(more: object) {
  return { listing: { entries: [], pages: [0], truncated: false, ...more } };
}

describe('complete', () => {
  test.each([
    ['all keys', [put(0, [0, 1], 1, onA), put(0, [2, 3], 2, onB), list(1, [4, 5], ['a', 'b'])]],
    ['without a write that goes on', [put(0, [0, 9], 1, onA), list(1, [4, 5], [])]],
    [
      'without a key that is being deleted',
      [put(0, [0, 1], 1, onA), operation(0, 'delete', [2, 9], onA), list(1, [4, 5], [])],
    ],
    [
      'without a key whose delete is unknown',
      [put(0, [0, 1], 1, onA), operation(0, 'delete', [2, 3], { ...onA, ...unknown }), list(1, [40, 50], [])],
    ],
    ['without keys of another prefix', [put(0, [0, 1], 1, onA), list(1, [4, 5], [], { key: 'b' })]],
    [
      'without keys before its begin',
      [put(0, [0, 1], 1, onA), list(1, [4, 5], [], listing({ start_after: 'a' }))],
    ],
    [
      'stopped before the key',
      [
        put(0, [0, 1], 1, onA),
        put(0, [2, 3], 2, onB),
        list(1, [4, 5], [], listing({ entries: [{ key: 'a' }], truncated: true })),
      ],
    ],
  ])('ok: %s', (_name, operations) => {
    expect(checkListingComplete(bucketListings(operations))).toEqual({ operations: 1, findings: [] });
  });

  test.each([
    ['a key', [put(0, [0, 1], 1, onA), list(1, [4, 5], [])]],
    [
      'a key that was written again after a delete',
      [operation(0, 'delete', [0, 1], onA), put(0, [2, 3], 1, onA), list(1, [4, 5], ['b'])],
    ],
    [
      'a key before the last entry of a listing that was stopped',
      [put(0, [0, 1], 1, onA), list(1, [4, 5], [], listing({ entries: [{ key: 'b' }], truncated: true }))],
    ],
  ])('violated: it does not hold %s', (_name, operations) => {
    const [finding] = checkListingComplete(bucketListings(operations)).findings;
    expect(finding?.operations).toEqual(operations.filter(({ op }) => op !== 'delete'));
    expect(finding?.key).toBe('a');
  });
});

describe('no ghosts', () => {
  test.each([
    [
      'a key that is being deleted',
      [put(0, [0, 1], 1, onA), operation(0, 'delete', [2, 9], onA), list(1, [4, 5], ['a'])],
    ],
    [
      'a key that is written again',
      [
        put(0, [0, 1], 1, onA),
        operation(0, 'delete', [2, 3], onA),
        put(2, [4, 9], 2, onA),
        list(1, [5, 6], ['a']),
      ],
    ],
    [
      'the old object while a write goes on',
      [
        put(0, [0, 1], 1, onA),
        put(0, [2, 9], 2, onA),
        list(1, [4, 5], [], listing({ entries: [{ key: 'a', etag: '"1"' }] })),
      ],
    ],
  ])('ok: %s', (_name, operations) => {
    expect(checkNoGhosts(bucketListings(operations))).toEqual({ operations: 1, findings: [] });
  });

  test.each([
    ['a deleted key', [put(0, [0, 1], 1, onA), operation(0, 'delete', [2, 3], onA), list(1, [4, 5], ['a'])]],
    [
      'an object that was replaced',
      [
        put(0, [0, 1], 1, onA),
        put(0, [2, 3], 2, onA),
        list(1, [4, 5], [], listing({ entries: [{ key: 'a', etag: '"1"' }] })),
      ],
    ],
  ])('violated: it holds %s', (_name, operations) => {
    expect(checkNoGhosts(bucketListings(operations)).findings[0]?.operations).toEqual(operations);
  });
});

describe('what nobody wrote', () => {
  test('is not in a listing', () => {
    const operations = [put(0, [0, 9], 1, onA), list(1, [2, 3], ['a'])];
    expect(checkListedWasWritten(bucketListings(operations)).findings).toEqual([]);
  });

  test.each([
    ['never', [put(0, [0, 1], 1, onA), list(1, [2, 3], ['a', 'z'])], 'z'],
    ['only later', [list(1, [0, 1], ['a']), put(0, [2, 3], 1, onA)], 'a'],
    [
      'refused',
      [put(0, [0, 1], 1, { ...onA, outcome: 'refused', status: 412 }), list(1, [2, 3], ['a'])],
      'a',
    ],
  ])('is found: %s', (_name, operations, key) => {
    expect(checkListedWasWritten(bucketListings(operations)).findings).toMatchObject([{ key }]);
  });
});

test('an entry that stands twice is found, on one page or on two', () => {
  const page = (pages: readonly number[], names: readonly string[]) =>
    list(1, [0, 1], [], listing({ entries: names.map((key) => ({ key })), pages }));
  const check = (operation_: ReturnType<typeof page>) =>
    checkNoDoubles(bucketListings([operation_])).findings;
  expect(check(page([2], ['a', 'b']))).toEqual([]);
  expect(check(page([3], ['a', 'a', 'b']))).toMatchObject([{ key: 'a', message: 'a listing holds a twice' }]);
  expect(check(page([2, 2], ['a', 'b', 'b', 'c']))).toMatchObject([{ key: 'b' }]);
});

test('versions of one key are no doubles', () => {
  const entries = [
    { key: 'a', version_id: '2' },
    { key: 'a', version_id: '1' },
  ];
  const operations = [operation(1, 'list-versions', [0, 1], { key: '', ...listing({ entries }) })];
  expect(checkNoDoubles(bucketListings(operations)).findings).toEqual([]);
});
