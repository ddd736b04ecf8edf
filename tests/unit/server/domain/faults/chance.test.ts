import { expect, test } from 'vitest';
import { Chance } from '../../../../../src/server/domain/faults/chance.js';

function strikesOf(chance: Chance, opportunities: number): readonly number[] {
  return Array.from({ length: opportunities }, (_, at) => at).filter(() => chance.strikes());
}

test('strikes about as often as it says, and not at even distances', () => {
  const at = strikesOf(new Chance({ of: 1, in: 100 }, 'seed'), 100_000);
  expect(at.length).toBeGreaterThan(900);
  expect(at.length).toBeLessThan(1100);
  const gaps = at.slice(1).map((place, index) => place - (at[index] ?? 0));
  // Of a chance that has no memory, about 37 in 100 gaps are longer than the mean.
  expect(gaps.filter((gap) => gap > 100).length / gaps.length).toBeCloseTo(0.37, 1);
});

test('strikes always at a chance of one', () => {
  expect(strikesOf(new Chance({ of: 3, in: 3 }, 'seed'), 5)).toEqual([0, 1, 2, 3, 4]);
});

test('strikes at the same places with one seed, and at others with another', () => {
  const [first, again, other] = ['a', 'a', 'b'].map((seed) =>
    strikesOf(new Chance({ of: 1, in: 10 }, seed), 500),
  );
  expect(again).toEqual(first);
  expect(other).not.toEqual(first);
});

test('waits with a strike until it shows, and repeats one that did not', () => {
  const chance = new Chance({ of: 1, in: 1000 }, 'seed');
  const due = strikesOf(new Chance({ of: 1, in: 1000 }, 'seed'), 10_000)[0] ?? 0;
  for (let passed = 0; passed < due; passed++) {
    expect(chance.strikes()).toBe(false);
  }
  expect(chance.strikes(() => false)).toBe(false);
  expect(chance.strikes()).toBe(true);
  expect(chance.strikes()).toBe(false);
  chance.repeat();
  expect(chance.strikes()).toBe(true);
});

test('picks every item, and nothing of nothing', () => {
  const chance = new Chance({ of: 1, in: 2 }, 'seed');
  const picked = new Set(Array.from({ length: 100 }, () => chance.pick(['a', 'b', 'c'])));
  expect([...picked].sort()).toEqual(['a', 'b', 'c']);
  expect(chance.pick([])).toBeUndefined();
});
