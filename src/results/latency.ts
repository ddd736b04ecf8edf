import { Histogram } from '../lib/histogram.js';
import type { Latency } from './types.js';

/** The times that a histogram counted, as results hold them. */
export function summarizeTimes(histogram: Histogram): Latency {
  const { count, min, mean, max } = histogram;
  return {
    count,
    min,
    mean,
    max,
    p50: histogram.percentile(50),
    p90: histogram.percentile(90),
    p95: histogram.percentile(95),
    p99: histogram.percentile(99),
    p99_9: histogram.percentile(99.9),
    histogram: histogram.encode(),
  };
}

/** The histogram of times that results hold. Throws a HistogramError where its text is none. */
export function histogramOf(latency: Latency): Histogram {
  return Histogram.decode(latency.histogram, latency);
}

/** Joins the times of several runs or steps into one. Throws a HistogramError where the text of one is no histogram. */
export function mergeLatencies(latencies: readonly Latency[]): Latency {
  const whole = Histogram.make();
  for (const latency of latencies) {
    whole.merge(histogramOf(latency));
  }
  return summarizeTimes(whole);
}
