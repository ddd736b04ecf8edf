import { Histogram } from '../../../src/lib/histogram.js';
import { summarizeTimes } from '../../../src/results/latency.js';
import type { Load, LoadFigures } from '../../../src/results/types.js';
import { step } from './sample-results.js';

function figures(times: readonly number[], failed: number): LoadFigures {
  const histogram = Histogram.make();
  for (const seconds of times) {
    histogram.record(seconds);
  }
  const passed = times.length - failed;
  return {
    passed,
    failed,
    error: 0,
    exact: passed,
    error_rate: failed / times.length,
    throughput: passed / 2,
    latency: summarizeTimes(histogram),
  };
}

const reads = [0.001, 0.002, 0.003, 0.25];
const writes = [0.04, 0.05];

/** A load of two operations, one response of which was wrong; `name` is that of its failure. */
export function sampleLoad(changes: Partial<Load> = {}, name: string | null = null): Load {
  return {
    model: 'open',
    rate: 3,
    duration: 2,
    warm_up: 1,
    ramp: 0,
    in_flight: 4,
    measured: 2,
    turns: 6,
    waited: 2,
    longest_wait: 0.25,
    not_started: 1,
    ...figures([...reads, ...writes], 1),
    operations: [
      { name: 'GetObject', operation_name: 'GetObject', ...figures(reads, 1) },
      { name: 'PutObject', operation_name: 'PutObject', ...figures(writes, 0) },
    ],
    interval: 1,
    over_time: [
      { at: 0, ended: 1, wrong: 0, p50: 0.001, p99: 0.001, max: 0.001 },
      { at: 1, ended: 4, wrong: 1, p50: 0.04, p99: 0.25, max: 0.25 },
      { at: 2, ended: 0, wrong: 0, p50: null, p99: null, max: null },
      { at: 3, ended: 1, wrong: 0, p50: 0.05, p99: 0.05, max: 0.05 },
    ],
    thresholds: [{ metric: 'error_rate', comparison: '<=', limit: 0, actual: 1 / 6, met: false }],
    failures: [
      step({
        name,
        status: 'fail',
        iteration: 3,
        mismatches: [{ path: 'body', expected: 'one', actual: 'two' }],
      }),
    ],
    failures_left_out: 2,
    ...changes,
  };
}
