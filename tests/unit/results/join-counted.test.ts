import { expect, test } from 'vitest';
import { Histogram } from '../../../src/lib/histogram.js';
import { joinCounted } from '../../../src/results/join-counted.js';
import { summarizeTimes } from '../../../src/results/latency.js';
import { step } from '../reporting/sample-results.js';

/** The entry in which a shard counted turns that took so many seconds each. */
function counted(shard: number, times: readonly number[], changes: Parameters<typeof step>[0] = {}) {
  const histogram = Histogram.make();
  for (const time of times) {
    histogram.record(time);
  }
  const turns = { passed: times.length, failed: 0, error: 0, skipped: 0, exact: times.length };
  return step({ shard, turns: { ...turns, latency: summarizeTimes(histogram) }, ...changes });
}

test('the turns that shards counted are one entry, with the times of all', () => {
  const [first, second] = [
    [0.001, 0.002, 0.003],
    [0.5, 0.7],
  ];
  const whole = counted(1, [...first, ...second]).turns;
  const [one, ...others] = joinCounted([
    counted(1, first, { duration: 3 }),
    counted(2, second, { duration: 9, at: 1 }),
  ]);
  expect(others).toEqual([]);
  expect(one).toMatchObject({ duration: 9, timestamp: '2026-11-22T10:00:00.000Z' });
  expect(one).not.toHaveProperty('shard');
  expect(one?.turns?.latency?.mean).toBeCloseTo(whole?.latency?.mean ?? 0, 9);
  expect({ ...one?.turns, latency: { ...one?.turns?.latency, mean: 0 } }).toEqual({
    ...whole,
    latency: { ...whole?.latency, mean: 0 },
  });
});

test('where one shard failed, all did; other steps stay, each with its shard', () => {
  const failed = counted(2, [0.1], { status: 'fail' });
  const alone = step({ shard: 1, iteration: 3 });
  expect(joinCounted([alone, counted(1, [0.1]), failed])).toMatchObject([
    alone,
    { status: 'fail', turns: { passed: 2, latency: { count: 2 } } },
  ]);
});

test('loops at other places are other loops, and one alone stays as it is', () => {
  const steps = [
    counted(1, [0.1]),
    counted(1, [0.1], { step: 'test[1]' }),
    counted(1, [0.1], { group_name: 'B' }),
  ];
  expect(joinCounted(steps)).toEqual(steps);
});
