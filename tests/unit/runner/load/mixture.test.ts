import { expect, test } from 'vitest';
import { makeMixture } from '../../../../src/runner/load/mixture.js';

function chosen(weights: readonly number[], seed: number | undefined, turns: number, key = '0.1'): number[] {
  const choose = makeMixture(weights, seed, key);
  return Array.from({ length: turns }, (_, turn) => choose(turn));
}

const shares = (choices: readonly number[], steps: number) =>
  Array.from({ length: steps }, (_, step) => choices.filter((one) => one === step).length);

test.each([undefined, 7])('each step gets exactly its share of every round, with the seed %s', (seed) => {
  const choices = chosen([70, 20, 10], seed, 1000);
  for (let from = 0; from < choices.length; from += 10) {
    expect(shares(choices.slice(from, from + 10), 3)).toEqual([7, 2, 1]);
  }
});

test('the order is the same with the same seed, and another in each round and with another seed', () => {
  const choices = chosen([3, 5], 7, 80);
  expect(chosen([3, 5], 7, 80)).toEqual(choices);
  expect(chosen([3, 5], 8, 80)).not.toEqual(choices);
  expect(chosen([3, 5], 7, 80, '0.2')).not.toEqual(choices);
  expect(
    new Set([0, 8, 16, 24, 32].map((from) => choices.slice(from, from + 8).join(''))).size,
  ).toBeGreaterThan(1);
});

test('a single step has all turns', () => {
  expect(chosen([1000], 1, 5)).toEqual([0, 0, 0, 0, 0]);
});
