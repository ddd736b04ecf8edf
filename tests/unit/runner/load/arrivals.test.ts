import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueBefore, dueMs, userStartMs } from '../../../../src/runner/load/arrivals.js';

const at = (index: number, rate: number, rampMs = 0) => dueMs(index, { rate, rampMs });

test('without a ramp, turns are due at even distances', () => {
  expect([0, 1, 2, 50].map((index) => at(index, 50))).toEqual([0, 20, 40, 1000]);
});

test('in a ramp of a second half of the turns of a second are due, ever closer', () => {
  expect(dueBefore(1000, { rate: 100, rampMs: 1000 })).toBe(50);
  expect(dueBefore(500, { rate: 100, rampMs: 1000 })).toBe(13);
  expect(dueBefore(2000, { rate: 100, rampMs: 1000 })).toBe(150);
});

test('turns are due one after another, and are counted as they are due', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.1, max: 50_000, noNaN: true }),
      fc.integer({ min: 0, max: 10_000 }),
      fc.integer({ min: 0, max: 100_000 }),
      (rate, rampMs, index) => {
        const due = at(index, rate, rampMs);
        expect(at(index + 1, rate, rampMs)).toBeGreaterThan(due);
        expect(dueBefore(due, { rate, rampMs })).toBe(index);
      },
    ),
  );
});

test('the users of a ramp begin one after another', () => {
  expect([0, 1, 3].map((user) => userStartMs(user, 4, 1000))).toEqual([0, 250, 750]);
  expect(userStartMs(3, 4, 0)).toBe(0);
});
