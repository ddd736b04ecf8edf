import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pathThrough, scaleFor } from '../../../src/reporting/chart.js';

test.each<[number, readonly number[]]>([
  [0.245, [0, 0.1, 0.2, 0.3]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [300, [0, 100, 200, 300]],
  [1, [0, 0.25, 0.5, 0.75, 1]],
  [0, [0, 1]],
])('the scale for %d has the steps %j', (largest, ticks) => {
  expect(scaleFor(largest).ticks).toEqual(ticks);
});

test('a scale has few steps, and nothing exceeds it', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), (largest) => {
      const { most, ticks } = scaleFor(largest);
      expect(most).toBeGreaterThanOrEqual(largest * 0.999_999);
      expect(most).toBeLessThanOrEqual(largest * 2.5);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }),
  );
});

test('a path leads through its points', () => {
  expect(pathThrough([])).toBe('');
  expect(
    pathThrough([
      [1, 2],
      [3.06, 4],
    ]),
  ).toBe('M1 2L3.1 4');
});
