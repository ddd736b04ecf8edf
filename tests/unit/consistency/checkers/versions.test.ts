import { describe, expect, test } from 'vitest';
import { checkVersionIds, checkVersionOrder } from '../../../../src/consistency/checkers/versions.js';
import { bucketListings, keyHistory, operation, put } from '../../../support/histories/build.js';

function versions(times: readonly [number, number], ids: readonly string[], markers: readonly string[] = []) {
  const entries = [
    ...ids.map((id) => ({ key: 'key', version_id: id })),
    ...markers.map((id) => ({ key: 'key', version_id: id, delete_marker: true })),
  ];
  return operation(5, 'list-versions', times, {
    key: '',
    listing: { entries, pages: [entries.length], truncated: false },
  });
}

const first = put(0, [0, 1], 1, { version_id: 'v1' });
const second = put(0, [2, 3], 2, { version_id: 'v2' });
const marker = operation(0, 'delete', [4, 5], { version_id: 'm1', delete_marker: true });

describe('order', () => {
  test.each([
    ['the newest first', [first, second, versions([6, 7], ['v2', 'v1'])]],
    [
      'delete markers in a list of their own',
      [first, second, marker, versions([6, 7], ['v2', 'v1'], ['m1'])],
    ],
    [
      'any order of writes that overlap',
      [
        put(0, [0, 9], 1, { version_id: 'v1' }),
        put(1, [0, 9], 2, { version_id: 'v2' }),
        versions([10, 11], ['v1', 'v2']),
      ],
    ],
    [
      'without a version that was deleted',
      [first, second, operation(0, 'delete', [4, 5], { of_version: 'v1' }), versions([6, 7], ['v2'])],
    ],
    [
      'without a version that is being written',
      [first, put(0, [2, 9], 2, { version_id: 'v2' }), versions([6, 7], ['v1'])],
    ],
  ])('ok: %s', (_name, operations) => {
    expect(checkVersionOrder(bucketListings(operations, true))).toEqual({ operations: 1, findings: [] });
  });

  test.each([
    ['an older one first', versions([6, 7], ['v1', 'v2']), [first, second]],
    ['one is missing', versions([6, 7], ['v2']), [first]],
  ])('violated: %s', (_name, listing, shown) => {
    const [finding] = checkVersionOrder(bucketListings([first, second, listing], true)).findings;
    expect(finding?.operations).toEqual([...shown, listing]);
  });

  test('a bucket without versions has none to list', () => {
    expect(checkVersionOrder(bucketListings([first, versions([6, 7], [])], false)).findings).toEqual([]);
  });
});

test('a version id that two writes were given is found', () => {
  const double = put(1, [4, 5], 3, { version_id: 'v1' });
  expect(checkVersionIds(keyHistory([first, second], true)).findings).toEqual([]);
  expect(checkVersionIds(keyHistory([first, second, double], true)).findings[0]?.operations).toEqual([
    first,
    double,
  ]);
  // A store need not make a second delete marker on top of one.
  const again = operation(1, 'delete', [6, 7], { version_id: 'm1', delete_marker: true });
  expect(checkVersionIds(keyHistory([first, marker, again], true)).findings).toEqual([]);
  expect(checkVersionIds(keyHistory([first, double], false))).toEqual({ operations: 0, findings: [] });
});
