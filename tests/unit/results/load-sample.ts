import { Histogram } from '../../../src/lib/histogram.js';
import { summarizeTimes } from '../../../src/results/latency.js';
import type { Load, LoadFigures } from '../../../src/results/types.js';

/** Figures of responses that took so many milliseconds. */
export function figures(times: readonly number[], wrong: Partial<LoadFigures> = {}): LoadFigures {
  const histogram = Histogram.make();
  for (const ms of times) {
    histogram.record(ms / 1000);
  }
  const { failed = 0, error = 0 } = wrong;
  const all = times.length;
  return {
    passed: all - failed - error,
    failed,
    error,
    exact: all - failed - error,
    error_rate: all === 0 ? 0 : (failed + error) / all,
    throughput: all / 10,
    latency: summarizeTimes(histogram),
  };
}

/** A load of ten turns per second for ten seconds, with these figures. */
export function loadOf(own: LoadFigures, operations: Readonly<Record<string, LoadFigures>> = {}): Load {
  return {
    model: 'open',
    rate: 10,
    duration: 10,
    warm_up: 0,
    ramp: 0,
    in_flight: 16,
    measured: 10,
    turns: 100,
    waited: 4,
    not_started: 3,
    ...own,
    operations: Object.entries(operations).map(([name, one]) => ({ name, operation_name: name, ...one })),
    interval: 1,
    over_time: [],
    thresholds: [],
    failures: [],
    failures_left_out: 0,
  };
}
