import { expect, test } from 'vitest';
import { joinCounted } from '../../../src/results/join-counted.js';
import { joinLoads, shareOfLimit } from '../../../src/results/join-loads.js';
import { judgeLimits, type Limit } from '../../../src/results/load-thresholds.js';
import { step } from '../reporting/sample-results.js';
import { figures, loadOf } from './load-sample.js';

const fast = Array.from({ length: 99 }, (_, index) => index + 1);
const slow = [500, 600];
const moment = { ended: 1, wrong: 0, p50: 0.1, p99: 0.2, max: 0.3 };

test('shares of a load are one load: numbers are added, percentiles are those of all responses', () => {
  const first = loadOf(figures(fast), { GetObject: figures(fast) });
  const second = loadOf(figures(slow, { failed: 1 }), { PutObject: figures(slow, { failed: 1 }) });
  const joined = joinLoads([
    { ...first, longest_wait: 1, over_time: [{ at: 0, ...moment }] },
    {
      ...second,
      longest_wait: 3,
      measured: 12,
      over_time: [
        { at: 0, ...moment, p99: 0.9, wrong: 1 },
        { at: 1, ...moment, p50: null, p99: null, max: null },
      ],
    },
  ]);
  expect(joined).toMatchObject({
    rate: 20,
    turns: 200,
    waited: 8,
    not_started: 6,
    longest_wait: 3,
    in_flight: 32,
    measured: 12,
    duration: 10,
    passed: 100,
    failed: 1,
    error_rate: 1 / 101,
    throughput: 10.1,
    operations: [
      { name: 'GetObject', passed: 99 },
      { name: 'PutObject', failed: 1 },
    ],
    over_time: [
      { at: 0, ended: 2, wrong: 1, p50: 0.1, p99: 0.9, max: 0.3 },
      { at: 1, ended: 1, p99: null },
    ],
  });
  const { mean: _, ...times } = figures([...fast, ...slow]).latency;
  expect(joined.latency).toMatchObject(times);
});

test('thresholds are shared, and judged again as a whole', () => {
  const limits: readonly Limit[] = [
    { metric: 'p99', comparison: '<=', limit: 0.4 },
    { metric: 'throughput', comparison: '>=', limit: 10 },
  ];
  const shares = limits.map((limit) => shareOfLimit(limit, 2));
  expect(shares.map(({ limit }) => limit)).toEqual([0.4, 5]);
  const judged = [fast, slow].map((times) => {
    const load = loadOf(figures(times));
    return { ...load, thresholds: judgeLimits(shares, load) };
  });
  expect(judged.map(({ thresholds }) => thresholds.map(({ met }) => met))).toEqual([
    [true, true],
    [false, false],
  ]);
  const [joined, ...others] = joinCounted(
    judged.map((load, index) => step({ shard: index + 1, load, status: index === 0 ? 'pass' : 'fail' })),
  );
  expect(others).toEqual([]);
  expect(joined?.load?.thresholds).toMatchObject([
    { metric: 'p99', limit: 0.4, met: false },
    { metric: 'throughput', limit: 10, actual: expect.closeTo(10.1, 6), met: true },
  ]);
  expect(joined).toMatchObject({
    status: 'fail',
    expected: { 'load.p99': '<= 400ms', 'load.throughput': '>= 10/s' },
    mismatches: [{ path: 'load.p99', expected: '<= 400ms' }],
  });
  expect(joined).not.toHaveProperty('shard');
});

test('failures are kept up to fifty, and the rest is counted', () => {
  const failures = Array.from({ length: 40 }, () => step({ status: 'fail' }));
  const load = { ...loadOf(figures(slow, { failed: 2 })), failures, failures_left_out: 2 };
  const joined = joinLoads([load, load]);
  expect([joined.failures.length, joined.failures_left_out]).toEqual([50, 34]);
});
