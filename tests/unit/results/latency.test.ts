import { expect, test } from 'vitest';
import { Histogram } from '../../../src/lib/histogram.js';
import { histogramOf, mergeLatencies, summarizeTimes } from '../../../src/results/latency.js';

function latencyOf(times: readonly number[]) {
  const histogram = Histogram.make();
  for (const time of times) {
    histogram.record(time);
  }
  return summarizeTimes(histogram);
}

test('a summary has the times in seconds, and the histogram to add to', () => {
  const { histogram, ...numbers } = latencyOf([0.25]);
  expect(numbers).toEqual({
    count: 1,
    min: 0.25,
    mean: 0.25,
    max: 0.25,
    p50: 0.25,
    p90: 0.25,
    p95: 0.25,
    p99: 0.25,
    p99_9: 0.25,
  });
  expect(Histogram.decode(histogram).count).toBe(1);
});

test('what was written is read as it was, to the last digit', () => {
  const latency = latencyOf([0.001234567, 0.2, 3.7]);
  expect(summarizeTimes(histogramOf(latency))).toEqual(latency);
});

test('two latencies are joined to that of all times', () => {
  const merged = mergeLatencies([latencyOf([0.1, 0.3]), latencyOf([0.2])]);
  expect(merged).toMatchObject({ count: 3, min: 0.1, max: 0.3 });
  expect(merged.mean).toBeCloseTo(0.2, 12);
  expect(merged.p50).toBeCloseTo(0.2, 3);
});
