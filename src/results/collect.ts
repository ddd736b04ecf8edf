import { defined } from '../lib/defined.js';
import type { RunEvent, RunFinished, RunStarted } from './events.js';
import type { ResultsWith, StepFacts } from './source.js';
import { countOperations, summarize } from './summarize.js';
import { tallyTests } from './tally-tests.js';
import type { CaseResult, LeftBehind } from './types.js';

/** Takes events one by one; `results` may be asked at any time after `run-started`. */
export interface Collection<Step> {
  /** Adds an event; where it is the end of a step, `step` is what is kept of it. */
  add(event: RunEvent, step: Step | null): void;
  results(): ResultsWith<Step>;
}

/** What of a step results are made from. */
type Counted = Pick<StepFacts, 'case' | 'status' | 'exact' | 'turns' | 'timestamp' | 'duration'>;

interface Ordered<T> {
  readonly order: readonly number[];
  readonly found: T;
}

/**
 * Collects what happens in a run as results. Steps and cases are in the order of the configuration, whatever the order in
 * which they ended. A stream that broke off before `run-finished` counts as interrupted, and ends with its last step.
 */
export function collect<Step extends Counted>(): Collection<Step> {
  let started: RunStarted | undefined;
  let finished: RunFinished | undefined;
  const steps: Ordered<Step>[] = [];
  const cases: Ordered<CaseResult>[] = [];
  const leftBehind: LeftBehind[] = [];
  /** Where what is counted stands among the steps, by its order. */
  const counted = new Map<string, number>();

  return {
    add(event, step) {
      if (event.type === 'run-started') {
        started = event;
      } else if (event.type === 'run-finished') {
        finished = event;
      } else if (event.type === 'case-finished') {
        cases.push({ order: event.order, found: event.result });
      } else if (event.type === 'clean-up-problem') {
        const { type: _, ...problem } = event;
        leftBehind.push(problem);
      } else if (event.type === 'step-finished' && step) {
        // The end of a load takes the place of what was measured until then.
        const place = counted.size === 0 ? undefined : counted.get(event.order.join());
        steps[place ?? steps.length] = { order: event.order, found: step };
      } else if (event.type === 'turns-counted' && step) {
        const key = event.order.join();
        const place = counted.get(key) ?? steps.length;
        counted.set(key, place);
        steps[place] = { order: event.order, found: step };
      }
    },
    results() {
      if (started === undefined) {
        throw new TypeError('a run has no results before its run-started event');
      }
      const results = inOrder(steps);
      const inPlace = inOrder(cases);
      return {
        session_id: started.session_id,
        config_file: started.config_files[0] ?? null,
        config_files: started.config_files,
        s3tester_version: started.s3tester_version,
        result_format: 1,
        target: {
          endpoint_url: started.endpoint_url,
          region: started.region,
          server: finished?.server ?? null,
        },
        start_time: started.start_time,
        end_time: finished?.end_time ?? lastMoment(started.start_time, results),
        ...defined({ plan: started.plan, shard: started.shard }),
        interrupted: finished?.interrupted ?? true,
        endpoint_lost: finished?.endpoint_lost ?? null,
        ...defined({ budget_spent: finished?.budget_spent ?? undefined }),
        ...(leftBehind.length > 0 && { left_behind: [...leftBehind] }),
        // Once all is over every planned operation has its result, if only that it was skipped.
        total_operations: finished ? countOperations(results) : started.total_operations,
        summary: summarize(results),
        tests: tallyTests({ results, cases: inPlace }),
        results,
        cases: inPlace,
      };
    },
  };
}

function inOrder<T>(placed: readonly Ordered<T>[]): readonly T[] {
  return placed.toSorted((a, b) => compareOrders(a.order, b.order)).map(({ found }) => found);
}

function compareOrders(a: readonly number[], b: readonly number[]): number {
  const common = Math.min(a.length, b.length);
  for (let index = 0; index < common; index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) {
      return difference;
    }
  }
  return a.length - b.length;
}

function lastMoment(startTime: string, steps: readonly Counted[]): string {
  const last = steps.reduce(
    (latest, { timestamp, duration }) => Math.max(latest, Date.parse(timestamp) + duration * 1000),
    Date.parse(startTime),
  );
  return new Date(last).toISOString();
}
