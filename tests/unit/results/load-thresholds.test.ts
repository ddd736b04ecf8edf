import { describe, expect, test } from 'vitest';
import {
  formatFigure,
  judgeLimits,
  type Limit,
  mismatchesOf,
  statusOfLoad,
} from '../../../src/results/load-thresholds.js';
import type { LoadFigures } from '../../../src/results/types.js';
import { figures, loadOf } from './load-sample.js';

const upTo100 = Array.from({ length: 100 }, (_, index) => index + 1);
const limit = (metric: Limit['metric'], comparison: Limit['comparison'], bound: number): Limit => ({
  metric,
  comparison,
  limit: bound,
});

describe('a limit holds', () => {
  test.each<readonly [limit: Limit, met: boolean]>([
    [limit('p50', '<=', 0.0502), true],
    [limit('p50', '<', 0.0498), false],
    [limit('p75', '<=', 0.0755), true],
    [limit('p75', '<=', 0.0745), false],
    [limit('p99', '<=', 0.0985), false],
    [limit('max', '<=', 0.1), true],
    [limit('mean', '<=', 0.0506), true],
    [limit('mean', '<=', 0.0504), false],
    [limit('error_rate', '<=', 0.02), true],
    [limit('error_rate', '<', 0.02), false],
    [limit('throughput', '>=', 10), true],
    [limit('throughput', '>', 10), false],
    [limit('not_started', '<=', 3), true],
    [limit('not_started', '<=', 2), false],
  ])('%j: %s', (one, met) => {
    const load = loadOf(figures(upTo100, { failed: 1, error: 1 }));
    expect(judgeLimits([one], load)).toMatchObject([{ ...one, met }]);
  });
});

test('a limit of an operation is held against its own figures', () => {
  const load = loadOf(figures([1, 300]), { GetObject: figures([1]), PutObject: figures([300]) });
  const limits = ['GetObject', 'PutObject'].map((name) => ({ ...limit('max', '<=', 0.2), name }));
  const thresholds = judgeLimits(limits, load);
  expect(thresholds.map(({ met }) => met)).toEqual([true, false]);
  expect(mismatchesOf(thresholds)).toEqual([
    { path: 'load.operations.PutObject.max', expected: '<= 200ms', actual: '300ms' },
  ]);
});

test('what was never measured does not hold', () => {
  const load = loadOf(figures([]), { GetObject: figures([1]) });
  const limits = [
    limit('p99', '<=', 1),
    limit('error_rate', '<=', 0),
    { ...limit('p99', '<=', 1), name: 'PutObject' },
  ];
  const thresholds = judgeLimits(limits, load);
  expect(thresholds.every(({ met, actual }) => !met && actual === null)).toBe(true);
  expect(mismatchesOf(thresholds)).toHaveLength(3);
});

test('requests without a response alone say nothing of the server', () => {
  const judged = (wrong: Partial<LoadFigures>, limits: readonly Limit[]) => {
    const load = loadOf(figures(upTo100, wrong));
    return statusOfLoad({ ...load, thresholds: judgeLimits(limits, load) });
  };
  const noErrors = limit('error_rate', '<=', 0);
  expect(judged({}, [noErrors])).toBe('pass');
  expect(judged({ error: 3 }, [noErrors])).toBe('error');
  expect(judged({ error: 3, failed: 1 }, [noErrors])).toBe('fail');
  expect(judged({ error: 3 }, [noErrors, limit('p99', '<=', 0.01)])).toBe('fail');
});

test.each<readonly [Limit['metric'], number, string]>([
  ['p99', 0.2, '200ms'],
  ['p99', 0.200041, '200.041ms'],
  ['max', 1.5, '1.5s'],
  ['error_rate', 0.005, '0.5%'],
  ['throughput', 512.34567, '512.346/s'],
  ['not_started', 12, '12'],
])('%s of %d is written %s', (metric, figure, text) => {
  expect(formatFigure(metric, figure)).toBe(text);
});
