import { defined } from '../lib/defined.js';
import type { RunEvent, RunFinished, RunStarted } from './events.js';
import { summarize } from './summarize.js';
import { tallyTests } from './tally-tests.js';
import type { CaseResult, Results, StepResult } from './types.js';

/** Takes events one by one; `results` may be asked at any time after `run-started`. */
export interface Fold {
  add(event: RunEvent): void;
  results(): Results;
}

interface Ordered<T> {
  readonly order: readonly number[];
  readonly result: T;
}

/**
 * Starts an incremental fold of a run's events into Results.
 * Steps and cases are in the order of the configuration, whatever the order in which they ended.
 * A stream that broke off before `run-finished` counts as interrupted, and ends with its last step.
 */
export function createFold(): Fold {
  let started: RunStarted | undefined;
  let finished: RunFinished | undefined;
  const steps: Ordered<StepResult>[] = [];
  const cases: Ordered<CaseResult>[] = [];

  return {
    add(event) {
      if (event.type === 'run-started') {
        started = event;
      } else if (event.type === 'run-finished') {
        finished = event;
      } else if (event.type === 'step-finished') {
        steps.push(event);
      } else if (event.type === 'case-finished') {
        cases.push(event);
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
        // Once all is over every planned operation has its result, if only that it was skipped.
        total_operations: finished ? results.length : started.total_operations,
        summary: summarize(results),
        tests: tallyTests({ results, cases: inPlace }),
        results,
        cases: inPlace,
      };
    },
  };
}

/** Makes Results of a whole stream of events. */
export async function fold(events: AsyncIterable<RunEvent> | Iterable<RunEvent>): Promise<Results> {
  const folding = createFold();
  for await (const event of events) {
    folding.add(event);
  }
  return folding.results();
}

function inOrder<T>(placed: readonly Ordered<T>[]): readonly T[] {
  return placed.toSorted((a, b) => compareOrders(a.order, b.order)).map(({ result }) => result);
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

function lastMoment(startTime: string, steps: readonly StepResult[]): string {
  const ends = steps.map(({ timestamp, duration }) => Date.parse(timestamp) + duration * 1000);
  return new Date(ends.reduce((last, end) => Math.max(last, end), Date.parse(startTime))).toISOString();
}
