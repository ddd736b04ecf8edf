import { groupBy } from '../lib/group-by.js';
import type { NamedResults } from '../results/merge.js';
import { statusOfCase, works } from '../results/tally-tests.js';

/** One run of a trend. */
export interface TrendPoint {
  readonly file: string;
  readonly start_time: string;
  readonly suite_version: string | null;
  /** Cases that work for clients. */
  readonly passed: number;
  /** Cases that were judged. */
  readonly judged: number;
}

/** What became of one feature from run to run; a run without it has no point. */
export interface FeatureTrend {
  readonly feature: string;
  readonly points: readonly TrendPoint[];
}

/** The trends of one server: the whole first, then each feature by name. */
export interface ServerTrend {
  readonly server: string;
  readonly whole: readonly TrendPoint[];
  readonly features: readonly FeatureTrend[];
}

/** Makes trends of many results, a server at a time, the oldest run first. */
export function trendsOf(list: readonly NamedResults[]): readonly ServerTrend[] {
  const inTime = list.toSorted((a, b) => Date.parse(a.results.start_time) - Date.parse(b.results.start_time));
  const servers = groupBy(inTime, ({ results: { target } }) => target.server ?? target.endpoint_url);
  return [...servers].map(([server, runs]) => {
    const names = runs.flatMap(({ results }) => results.cases.flatMap(({ feature }) => feature ?? []));
    return {
      server,
      whole: runs.map((run) => pointOf(run)),
      features: [...new Set(names)].toSorted().map((feature) => ({
        feature,
        points: runs
          .filter(({ results }) => results.cases.some((one) => one.feature === feature))
          .map((run) => pointOf(run, feature)),
      })),
    };
  });
}

function pointOf({ file, results }: NamedResults, feature?: string): TrendPoint {
  const cases = results.cases.filter((one) => feature === undefined || one.feature === feature);
  return {
    file,
    start_time: results.start_time,
    suite_version: results.conformance?.suite_version ?? null,
    passed: cases.filter(works).length,
    judged: cases.filter((one) => statusOfCase(one) !== 'skipped').length,
  };
}
