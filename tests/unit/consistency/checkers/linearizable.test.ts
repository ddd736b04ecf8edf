import { expect, test } from 'vitest';
import { checkLinearizable, checkOneWinner } from '../../../../src/consistency/checkers/linearizable.js';
import { get, keyHistory, operation, put } from '../../../support/histories/build.js';

const create = { condition: { if_none_match: '*' } } as const;
const refused = { outcome: 'refused', status: 412 } as const;
const unknown = { outcome: 'unknown', status: null } as const;

function swapOf(value: number) {
  return { condition: { if_match: `"${value}"` } };
}

test.each([
  ['one of two creates wins', [put(0, [0, 9], 1, create), put(1, [0, 9], 2, { ...create, ...refused })]],
  [
    'a create after a delete',
    [put(0, [0, 1], 1, create), operation(0, 'delete', [2, 3]), put(1, [4, 5], 2, create)],
  ],
  [
    'a create after a delete of unknown outcome',
    [put(0, [0, 1], 1, create), operation(0, 'delete', [2, 3], unknown), put(1, [40, 50], 2, create)],
  ],
  [
    'a swap that names its base by ETag',
    [put(0, [0, 1], 1), put(0, [2, 3], 2, swapOf(1)), get(1, [4, 5], 2)],
  ],
  [
    'a conflict says nothing',
    [put(0, [0, 1], 1, { ...create, outcome: 'refused', status: 409 }), get(1, [4, 5], null)],
  ],
  [
    'If-Match where nothing is',
    [put(0, [0, 1], 1, { ...swapOf(7), outcome: 'refused', status: 404 }), get(1, [4, 5], null)],
  ],
  [
    'a completion that is sent twice',
    [
      operation(0, 'complete', [0, 1], { value: 1, ...unknown }),
      operation(0, 'complete', [2, 3], { value: 1 }),
      get(1, [1, 1], null),
      get(1, [4, 5], 1),
    ],
  ],
])('ok: %s', (_name, operations) => {
  expect(checkLinearizable(keyHistory(operations)).findings).toEqual([]);
  expect(checkOneWinner(keyHistory(operations)).findings).toEqual([]);
});

test.each([
  ['two creates that won', [put(0, [0, 9], 1, create), put(1, [0, 9], 2, create)]],
  [
    'two swaps of one object',
    [put(0, [0, 1], 1), put(1, [2, 9], 2, swapOf(1)), put(2, [2, 9], 3, swapOf(1))],
  ],
  ['a swap over a newer object', [put(0, [0, 1], 1), put(1, [2, 3], 2), put(2, [4, 5], 3, swapOf(1))]],
])('violated, also among writes alone: %s', (_name, operations) => {
  const noise = [
    put(7, [-20, -19], 90),
    operation(7, 'delete', [-18, -17]),
    get(7, [20, 21], 90, unknown),
  ].slice(0, 2);
  for (const check of [checkLinearizable, checkOneWinner]) {
    expect(check(keyHistory([...noise, ...operations])).findings[0]?.operations).toEqual(operations);
  }
});

test('a reading that goes back is a violation that only readings show', () => {
  const operations = [put(0, [0, 1], 1), put(0, [2, 9], 2), get(1, [3, 4], 2), get(2, [5, 6], 1)];
  expect(checkLinearizable(keyHistory(operations)).findings[0]?.operations).toEqual(operations);
  expect(checkOneWinner(keyHistory(operations)).findings).toEqual([]);
});

test('a search that ends with its budget is not decided, and says why', () => {
  const operations = Array.from({ length: 16 }, (_, index) => [
    put(index, [0, 100], index + 1, create),
    operation(index, 'delete', [0, 100]),
  ]).flat();
  expect(checkLinearizable(keyHistory(operations), 50)).toEqual({
    operations: 32,
    findings: [],
    undecided: 'the search for an order of the operations on key took more than 50 steps',
  });
});
