import { joinLoads } from './join-loads.js';
import { mergeLatencies } from './latency.js';
import { formatLimit, mismatchesOf, pathOf, statusOfLoad } from './load-thresholds.js';
import type { StepResult } from './types.js';

type Turns = NonNullable<StepResult['turns']>;

/**
 * Makes one entry of the entries in which shards counted the turns of one loop, and one of their shares of one load; every
 * other step stays as it is. Throws a
 * HistogramError where the times of one cannot be read.
 */
export function joinCounted(steps: readonly StepResult[]): readonly StepResult[] {
  const found = new Map<string, [StepResult, ...StepResult[]]>();
  const joined: (StepResult | string)[] = [];
  for (const step of steps) {
    if (step.turns === undefined && step.load === undefined) {
      joined.push(step);
      continue;
    }
    const place = placeOf(step);
    const same = found.get(place);
    if (same) {
      same.push(step);
    } else {
      found.set(place, [step]);
      joined.push(place);
    }
  }
  return joined.flatMap((entry) => {
    if (typeof entry !== 'string') {
      return [entry];
    }
    const same = found.get(entry);
    return same ? [joinEntries(same)] : [];
  });
}

function placeOf({ group_name, phase, case: id, step, iteration }: StepResult): string {
  return JSON.stringify([group_name, phase, id, step, iteration]);
}

/** Worst first: a loop failed where it failed in one shard. */
const fromWorst: readonly StepResult['status'][] = ['fail', 'error', 'skipped', 'pass'];

function joinEntries(entries: readonly [StepResult, ...StepResult[]]): StepResult {
  if (entries.length === 1) {
    return entries[0];
  }
  const [worst = entries[0]] = entries.toSorted(
    (a, b) => fromWorst.indexOf(a.status) - fromWorst.indexOf(b.status),
  );
  const { shard: _, ...whole } = worst;
  return {
    ...whole,
    duration: Math.max(...entries.map(({ duration }) => duration)),
    timestamp: entries.map(({ timestamp }) => timestamp).toSorted()[0] ?? whole.timestamp,
    ...(whole.turns ? { turns: joinTurns(entries.flatMap(({ turns }) => turns ?? [])) } : {}),
    ...loadOf(entries),
  };
}

/** What a step is with the load of all shards: it is judged by the thresholds as a whole. */
function loadOf(entries: readonly StepResult[]): Partial<StepResult> {
  const [first, ...others] = entries.flatMap(({ load }) => load ?? []);
  if (first === undefined) {
    return {};
  }
  const load = joinLoads([first, ...others]);
  const status = statusOfLoad(load);
  return {
    status,
    load,
    expected: Object.fromEntries(load.thresholds.map((one) => [pathOf(one), formatLimit(one)])),
    mismatches: mismatchesOf(load.thresholds),
    exact: status === 'pass' && load.exact === load.passed,
  };
}

function joinTurns(all: readonly Turns[]): Turns {
  const sum = (count: (turns: Turns) => number): number =>
    all.reduce((total, turns) => total + count(turns), 0);
  const latencies = all.flatMap(({ latency }) => latency ?? []);
  return {
    passed: sum(({ passed }) => passed),
    failed: sum(({ failed }) => failed),
    error: sum(({ error }) => error),
    skipped: sum(({ skipped }) => skipped),
    ...(all.some(({ exact }) => exact !== undefined) ? { exact: sum(({ exact = 0 }) => exact) } : {}),
    ...(latencies.length === 0 ? {} : { latency: mergeLatencies(latencies) }),
  };
}
