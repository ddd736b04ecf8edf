import { mergeLatencies } from './latency.js';
import { judgeLimits } from './load-thresholds.js';
import type { Load, LoadFigures, LoadThreshold } from './types.js';

/** How many failures of a load are kept whole. */
const mostFailures = 50;

type Loads = readonly [Load, ...Load[]];

/**
 * Makes one load of the shares that shards put on a server at the same time: users, rates, counts and throughputs are added,
 * and so are the histograms, so that percentiles are those of all responses. The thresholds are judged again. Throws a
 * HistogramError where the times of one cannot be read.
 */
export function joinLoads(loads: Loads): Load {
  const [first] = loads;
  const failures = loads.flatMap((load) => load.failures);
  const joined = {
    ...first,
    ...addedWhereGiven(loads, 'users', 'rate', 'waited', 'not_started'),
    ...(first.longest_wait === undefined
      ? {}
      : { longest_wait: largest(loads, ({ longest_wait: wait = 0 }) => wait) }),
    in_flight: sum(loads, ({ in_flight: most }) => most),
    measured: largest(loads, ({ measured }) => measured),
    turns: sum(loads, ({ turns }) => turns),
    ...endOf(loads),
    ...joinFigures(loads),
    operations: joinOperations(loads),
    over_time: joinMoments(loads),
    failures: failures.slice(0, mostFailures),
    failures_left_out:
      sum(loads, ({ failures_left_out: more }) => more) + Math.max(0, failures.length - mostFailures),
  };
  return { ...joined, thresholds: judgeLimits(joinLimits(loads), joined) };
}

/** The share of a threshold that one of `count` shards has to hold: of what is counted, a part; of times, all. */
export function shareOfLimit<L extends Pick<LoadThreshold, 'metric' | 'limit'>>(limit: L, count: number): L {
  return isCounted(limit) ? { ...limit, limit: limit.limit / count } : limit;
}

function isCounted({ metric }: Pick<LoadThreshold, 'metric'>): boolean {
  return metric === 'throughput' || metric === 'not_started';
}

function joinLimits(loads: Loads): readonly LoadThreshold[] {
  const limits = new Map<string, LoadThreshold>();
  for (const one of loads.flatMap(({ thresholds }) => thresholds)) {
    const key = JSON.stringify([one.metric, one.name, one.comparison]);
    const before = limits.get(key);
    limits.set(key, before && isCounted(one) ? { ...one, limit: before.limit + one.limit } : one);
  }
  return [...limits.values()];
}

function joinFigures(all: readonly [LoadFigures, ...LoadFigures[]]): LoadFigures {
  const [passed, failed, error] = [
    sum(all, (one) => one.passed),
    sum(all, (one) => one.failed),
    sum(all, (one) => one.error),
  ];
  const responses = passed + failed + error;
  return {
    passed,
    failed,
    error,
    exact: sum(all, ({ exact }) => exact),
    error_rate: responses === 0 ? 0 : (failed + error) / responses,
    throughput: sum(all, ({ throughput }) => throughput),
    latency: mergeLatencies(all.map(({ latency }) => latency)),
  };
}

function joinOperations(loads: Loads): Load['operations'] {
  const byName = new Map<string, [Load['operations'][number], ...Load['operations'][number][]]>();
  for (const one of loads.flatMap(({ operations }) => operations)) {
    const same = byName.get(one.name);
    if (same) {
      same.push(one);
    } else {
      byName.set(one.name, [one]);
    }
  }
  return [...byName.values()].map((same) => ({ ...same[0], ...joinFigures(same) }));
}

/** Times of a stretch have no histogram: the largest of the shards is told. */
function joinMoments(loads: Loads): Load['over_time'] {
  const byTime = new Map<number, Load['over_time'][number]>();
  for (const one of loads.flatMap(({ over_time: moments }) => moments)) {
    const before = byTime.get(one.at);
    byTime.set(
      one.at,
      before
        ? {
            at: one.at,
            ended: before.ended + one.ended,
            wrong: before.wrong + one.wrong,
            p50: larger(before.p50, one.p50),
            p99: larger(before.p99, one.p99),
            max: larger(before.max, one.max),
          }
        : one,
    );
  }
  return [...byTime.values()].sort((a, b) => a.at - b.at);
}

function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function endOf(loads: Loads): Pick<Load, 'ended_early'> {
  const reason = loads.find(({ ended_early: early }) => early !== undefined)?.ended_early;
  return reason === undefined ? {} : { ended_early: reason };
}

function addedWhereGiven(loads: Loads, ...names: readonly ('users' | 'rate' | 'waited' | 'not_started')[]) {
  return Object.fromEntries(
    names.flatMap((name) =>
      loads[0][name] === undefined ? [] : [[name, sum(loads, (one) => one[name] ?? 0)]],
    ),
  );
}

function sum<T>(all: readonly T[], number: (one: T) => number): number {
  return all.reduce((total, one) => total + number(one), 0);
}

function largest(loads: Loads, number: (load: Load) => number): number {
  return Math.max(...loads.map(number));
}
