import { expect, test } from 'vitest';
import { limitCases } from '../../../src/runner/fixtures/limit-cases.js';

const room = 64;

/** Fills all room with cases that end when they are told to. */
function fill(cases: ReturnType<typeof limitCases>) {
  const ends: (() => void)[] = [];
  const values = Array.from({ length: room }, () =>
    cases.hold(0, async () => {
      await new Promise<void>((resolve) => ends.push(resolve));
      return { value: 'first', async tearDown() {} };
    }),
  );
  return { ends, values };
}

test('room goes to the most urgent case, and among equals to who came first', async () => {
  const cases = limitCases();
  const { ends, values } = fill(cases);
  await new Promise(setImmediate);
  const started: string[] = [];
  const later = [
    ['a', 1],
    ['b', 5],
    ['c', 5],
    ['d', Number.POSITIVE_INFINITY],
    ['e', 0],
  ] as const;
  const ended = later.map(([name, urgency]) =>
    cases.hold(urgency, async () => {
      started.push(name);
      return { value: name, async tearDown() {} };
    }),
  );
  await new Promise(setImmediate);
  expect(ends).toHaveLength(room);
  expect(started).toEqual([]);
  ends[0]?.();
  expect(await Promise.all(ended)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(started).toEqual(['d', 'b', 'c', 'a', 'e']);
  for (const end of ends) {
    end();
  }
  await Promise.all(values);
});

test('the room of a case is free only when it has cleaned up, and the value is given before', async () => {
  const cases = limitCases();
  let isClean = false;
  let clean: () => void = () => undefined;
  const cleaning = new Promise<void>((resolve) => {
    clean = resolve;
  });
  const value = await cases.hold(0, async () => ({
    value: 1,
    async tearDown() {
      await cleaning;
      isClean = true;
    },
  }));
  expect([value, isClean]).toEqual([1, false]);
  clean();
  await cases.drained();
  expect(isClean).toBe(true);
});

test('a case that throws gives its room back', async () => {
  const cases = limitCases();
  const failed = Array.from({ length: room + 1 }, () =>
    cases.hold(0, async () => {
      throw new Error('broken');
    }),
  );
  const outcomes = await Promise.allSettled(failed);
  expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
});
