import { expect, test } from 'vitest';
import { makeFractions } from '../../../../src/runner/values/random.js';

const take = (seed: number | undefined, count: number): readonly number[] => {
  const next = makeFractions(seed);
  return Array.from({ length: count }, next);
};

test('a seed gives the same fractions again, and another seed gives others', () => {
  expect(take(7, 20)).toEqual(take(7, 20));
  expect(take(7, 20)).not.toEqual(take(8, 20));
  expect(new Set(take(7, 20)).size).toBe(20);
});

test.each([7, undefined])('with the seed %s they are from 0 to below 1', (seed) => {
  const fractions = take(seed, 500);
  expect(fractions.every((one) => one >= 0 && one < 1)).toBe(true);
  expect(Math.min(...fractions)).toBeLessThan(0.1);
  expect(Math.max(...fractions)).toBeGreaterThan(0.9);
});
