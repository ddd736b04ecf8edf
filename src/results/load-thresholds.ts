import { histogramOf } from './latency.js';
import type { Latency, Load, LoadFigures, LoadThreshold, Mismatch, Status } from './types.js';

/** A threshold before it is judged. */
export type Limit = Pick<LoadThreshold, 'metric' | 'name' | 'comparison' | 'limit'>;

/** Judges limits by the figures of a load; what was never measured does not hold. */
export function judgeLimits(
  limits: readonly Limit[],
  load: Omit<Load, 'thresholds'>,
): readonly LoadThreshold[] {
  return limits.map((limit) => {
    const actual = figureOf(limit, load);
    return { ...limit, actual, met: actual !== null && holds(actual, limit) };
  });
}

/** The thresholds that do not hold, as mismatches in the notation of the scenario language. */
export function mismatchesOf(thresholds: readonly LoadThreshold[]): readonly Mismatch[] {
  return thresholds
    .filter(({ met }) => !met)
    .map((threshold) => ({
      path: pathOf(threshold),
      expected: formatLimit(threshold),
      actual: threshold.actual === null ? null : formatFigure(threshold.metric, threshold.actual),
    }));
}

/** The path of a threshold: `load.p99`, `load.operations.GetObject.p99`. */
export function pathOf({ metric, name }: Pick<LoadThreshold, 'metric' | 'name'>): string {
  return name === undefined ? `load.${metric}` : `load.operations.${name}.${metric}`;
}

/** A limit as it is written: `<= 200ms`. */
export function formatLimit({ metric, comparison, limit }: Limit): string {
  return `${comparison} ${formatFigure(metric, limit)}`;
}

/** A figure as limits are written: `200ms`, `0.5%`, `512.3/s`. */
export function formatFigure(metric: LoadThreshold['metric'], figure: number): string {
  const short = (number: number) => String(Number(number.toPrecision(6)));
  switch (metric) {
    case 'error_rate':
      return `${short(figure * 100)}%`;
    case 'throughput':
      return `${short(figure)}/s`;
    case 'not_started':
      return String(figure);
    default:
      return figure < 1 ? `${short(figure * 1000)}ms` : `${short(figure)}s`;
  }
}

/** The status of a load: of requests without a response alone nothing is said of the server. */
export function statusOfLoad({ thresholds, failed }: Pick<Load, 'thresholds' | 'failed'>): Status {
  const unmet = thresholds.filter(({ met }) => !met);
  if (unmet.length === 0) {
    return 'pass';
  }
  return failed === 0 && unmet.every(({ metric }) => metric === 'error_rate') ? 'error' : 'fail';
}

function figureOf({ metric, name }: Limit, load: Omit<Load, 'thresholds'>): number | null {
  if (metric === 'not_started') {
    return load.not_started ?? 0;
  }
  const figures = name === undefined ? load : load.operations.find((one) => one.name === name);
  return figures ? ownFigure(metric, figures) : null;
}

function ownFigure(
  metric: Exclude<LoadThreshold['metric'], 'not_started'>,
  figures: LoadFigures,
): number | null {
  const { passed, failed, error, latency } = figures;
  switch (metric) {
    case 'throughput':
      return figures.throughput;
    case 'error_rate':
      return passed + failed + error === 0 ? null : figures.error_rate;
    default:
      return latency.count === 0 ? null : timeOf(metric, latency);
  }
}

function timeOf(
  metric: Exclude<LoadThreshold['metric'], 'not_started' | 'error_rate' | 'throughput'>,
  latency: Latency,
): number {
  return metric === 'p75' ? histogramOf(latency).percentile(75) : latency[metric];
}

function holds(actual: number, { comparison, limit }: Limit): boolean {
  switch (comparison) {
    case '<':
      return actual < limit;
    case '<=':
      return actual <= limit;
    case '>':
      return actual > limit;
    case '>=':
      return actual >= limit;
  }
}
