import { collect } from './collect.js';
import type { RunEvent } from './events.js';
import type { Results, StepResult } from './types.js';

/** Takes events one by one; `results` may be asked at any time after `run-started`. */
export interface Fold {
  add(event: RunEvent): void;
  results(): Results;
}

/**
 * Starts an incremental fold of a run's events into Results, in memory.
 * Steps and cases are in the order of the configuration, whatever the order in which they ended.
 * A stream that broke off before `run-finished` counts as interrupted, and ends with its last step.
 */
export function createFold(): Fold {
  const collection = collect<StepResult>();
  return {
    add: (event) => collection.add(event, stepOf(event)),
    results: () => collection.results(),
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

/** The step that an event is the end of; null where it is none. */
export function stepOf(event: RunEvent): StepResult | null {
  return event.type === 'step-finished' || event.type === 'turns-counted' ? event.result : null;
}
