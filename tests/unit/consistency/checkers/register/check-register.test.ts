import { describe, expect, test } from 'vitest';
import { simulateRegister } from '../../../../../scripts/consistency/lib/simulate-register.js';
import { checkRegister } from '../../../../../src/consistency/checkers/register/check-register.js';
import { absent, type RegisterOperation } from '../../../../../src/consistency/checkers/register/register.js';
import { makeFractions } from '../../../../../src/consistency/random.js';
import { tryAllOrders } from '../../../../support/registers/try-all-orders.js';

const budget = 100_000;
type Times = readonly [call: number, returned: number];

function write([call, returned]: Times, sets: number): RegisterOperation {
  return { call, return: returned, asks: 'anything', value: absent, sets, optional: false };
}

function read([call, returned]: Times, value: number): RegisterOperation {
  return { call, return: returned, asks: 'equal', value, sets: null, optional: false };
}

function swap([call, returned]: Times, value: number, sets: number): RegisterOperation {
  return { call, return: returned, asks: 'equal', value, sets, optional: false };
}

function refused([call, returned]: Times, value: number): RegisterOperation {
  return { call, return: returned, asks: 'different', value, sets: null, optional: false };
}

function unknown(operation: RegisterOperation): RegisterOperation {
  return { ...operation, return: Number.POSITIVE_INFINITY, optional: true };
}

describe('by hand', () => {
  test.each<[string, readonly RegisterOperation[]]>([
    ['nothing', []],
    ['absence before the first write', [read([0, 1], absent), write([2, 3], 1)]],
    [
      'a read that overlaps two writes',
      [write([0, 5], 1), write([0, 5], 2), read([1, 4], 1), read([6, 7], 2)],
    ],
    ['times that touch', [write([0, 5], 1), write([5, 8], 2), read([8, 9], 1)]],
    ['a chain of swaps', [write([0, 1], 1), swap([2, 3], 1, 2), swap([4, 5], 2, 3), read([6, 7], 3)]],
    ['a create after a delete', [swap([0, 1], absent, 1), write([2, 3], absent), swap([4, 5], absent, 2)]],
    ['an unknown write that is seen later', [unknown(write([0, 1], 1)), read([8, 9], 1)]],
    ['an unknown write that never happened', [write([0, 1], 1), unknown(write([2, 3], 2)), read([8, 9], 1)]],
    [
      'an unknown delete that is seen',
      [write([0, 1], 1), unknown(write([2, 3], absent)), read([8, 9], absent)],
    ],
    ['a refusal by an unknown write', [unknown(write([0, 1], 1)), refused([2, 3], absent), read([4, 5], 1)]],
    ['a refusal while another wins', [swap([0, 9], absent, 1), refused([1, 2], absent), read([3, 4], 1)]],
  ])('%s is ok', (_name, operations) => {
    expect(checkRegister(operations, budget)).toEqual({ verdict: 'ok' });
    expect(tryAllOrders(operations)).toBe(true);
  });

  test.each<[string, readonly RegisterOperation[], readonly number[]]>([
    ['a value that nobody wrote', [write([0, 1], 1), read([2, 3], 2)], [1]],
    ['a value before it is written', [read([0, 1], 1), write([2, 3], 1)], [1, 0]],
    ['two swaps of one value', [write([0, 1], 1), swap([2, 5], 1, 2), swap([3, 6], 1, 3)], [0, 1, 2]],
    ['a stale read', [write([0, 1], 1), write([2, 3], 2), read([4, 5], 1)], [1]],
    [
      'an old value after a new one',
      [write([0, 1], 1), write([2, 9], 2), read([3, 4], 2), read([5, 6], 1)],
      [1, 2],
    ],
    ['a value after its delete', [write([0, 1], 1), write([2, 3], absent), read([4, 5], 1)], [1]],
    ['absence that nobody made', [write([0, 1], 1), read([2, 3], absent)], [1]],
    ['two creates without a delete', [swap([0, 5], absent, 1), swap([0, 5], absent, 2)], [1]],
    ['a refusal of the value that is there', [write([0, 1], 1), refused([2, 3], 1)], [1]],
    ['a refusal of absence', [refused([0, 1], absent), write([2, 3], 1)], [0]],
    ['swaps in a circle', [swap([0, 9], 2, 1), swap([0, 9], 1, 2)], [0, 1]],
    [
      'an unknown delete that is used twice',
      [
        swap([0, 1], absent, 1),
        unknown(write([0, 1], absent)),
        swap([2, 3], absent, 2),
        swap([4, 5], absent, 3),
      ],
      [3],
    ],
  ])('%s is a violation', (_name, operations, shown) => {
    expect(checkRegister(operations, budget)).toEqual({ verdict: 'violated', operations: shown });
    expect(tryAllOrders(operations)).toBe(false);
  });

  test('gives up at the end of its budget', () => {
    const operations = Array.from({ length: 20 }, (_, index) => [
      swap([0, 100], absent, index + 1),
      write([0, 100], absent),
    ]).flat();
    expect(checkRegister(operations, 100)).toEqual({ verdict: 'not decided' });
  });
});

describe('at random', () => {
  test('it agrees with trying all orders', () => {
    const random = makeFractions(1);
    const tally = { ok: 0, violated: 0 };
    for (let seed = 1; seed <= 4000; seed++) {
      const operations = simulateRegister(
        {
          operations: 4 + (seed % 13),
          clients: 1 + (seed % 7),
          deletes: random() * 0.6,
          conditions: random(),
          reads: random() * 0.8,
          unknown: random() < 0.5 ? random() * 0.6 : 0,
          stale: random() < 0.6 ? 0.2 : 0,
          blind: random() < 0.4 ? 0.2 : 0,
          lost: random() < 0.3 ? 0.1 : 0,
        },
        makeFractions(seed),
      );
      const expected = tryAllOrders(operations) ? 'ok' : 'violated';
      expect(checkRegister(operations, budget).verdict, `seed ${seed}`).toBe(expected);
      tally[expected]++;
    }
    expect(tally.ok).toBeGreaterThan(1000);
    expect(tally.violated).toBeGreaterThan(300);
  });

  test.each([
    ['reads and writes', { reads: 0.6 }],
    ['deletes', { reads: 0.6, deletes: 0.2 }],
    ['conditions', { reads: 0.4, deletes: 0.1, conditions: 0.5 }],
    ['unknown outcomes', { reads: 0.5, deletes: 0.1, conditions: 0.3, unknown: 0.03 }],
  ])('a register that is one is never called broken: %s', (_name, shares) => {
    for (let seed = 1; seed <= 5; seed++) {
      const operations = simulateRegister({ operations: 2000, clients: 12, ...shares }, makeFractions(seed));
      expect(checkRegister(operations, 1e6)).toEqual({ verdict: 'ok' });
    }
  });

  test('one stale read among many operations is found', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const operations = simulateRegister({ operations: 2000, clients: 4, reads: 0.5 }, makeFractions(seed));
      const end = Math.max(...operations.map((operation) => operation.return)) + 1;
      const stale = [
        write([end, end + 1], 9001),
        write([end + 2, end + 3], 9002),
        read([end + 4, end + 5], 9001),
      ];
      expect(checkRegister([...operations, ...stale], 1e6).verdict).toBe('violated');
    }
  });
});
