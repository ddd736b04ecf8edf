import { expect, test } from 'vitest';
import { inTurns } from '../../../../src/runner/steps/in-turns.js';

test.each([
  [1, 1],
  [4, 4],
  [Number.POSITIVE_INFINITY, 10],
])('of ten turns begins each once and in order, with %d at once', async (atOnce, most) => {
  const begun: number[] = [];
  let underWay = 0;
  let highest = 0;
  await inTurns(10, atOnce, async (index) => {
    begun.push(index);
    highest = Math.max(highest, ++underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay--;
  });
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(highest).toBe(most);
});

test('nothing to do is done', async () => {
  await expect(inTurns(0, 8, () => Promise.reject(new Error('called')))).resolves.toBeUndefined();
});
