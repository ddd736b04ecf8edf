import { expect, test } from 'vitest';
import { checkLostUpdates } from '../../../../src/consistency/checkers/lost-updates.js';
import { get, keyHistory, operation, put } from '../../../support/histories/build.js';

const first = put(0, [0, 1], 1);
const ifFirst = { condition: { if_match: '"1"' } };

test.each([
  ['a chain', [first, put(1, [2, 3], 2, ifFirst), put(2, [4, 5], 3, { condition: { if_match: '"2"' } })]],
  ['one between that overlaps', [first, put(1, [2, 9], 2), put(2, [4, 5], 3, ifFirst)]],
  [
    'the second is of unknown outcome',
    [first, put(1, [2, 3], 2, ifFirst), put(2, [4, 5], 3, { ...ifFirst, outcome: 'unknown' })],
  ],
  ['the last write is found', [first, put(1, [2, 3], 2), get(2, [4, 5], 2)]],
  ['the last write is deleted', [first, operation(1, 'delete', [2, 3]), get(2, [4, 5], null)]],
  ['nobody reads after the last write', [first, put(1, [2, 9], 2), get(2, [4, 5], 1)]],
])('ok: %s', (_name, operations) => {
  expect(checkLostUpdates(keyHistory(operations)).findings).toEqual([]);
});

test.each([
  ['one between is replaced unseen', [first, put(1, [2, 3], 2), put(2, [4, 5], 3, ifFirst)]],
  ['both replace the same', [first, put(1, [2, 9], 2, ifFirst), put(2, [2, 9], 3, ifFirst)]],
  ['the last write is never found', [first, put(1, [2, 3], 2), get(2, [4, 5], 1)]],
])('violated: %s', (_name, operations) => {
  expect(checkLostUpdates(keyHistory(operations)).findings[0]?.operations).toEqual(operations);
});
