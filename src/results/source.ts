import { defined } from '../lib/defined.js';
import type { Results, StepResult } from './types.js';

/** All that results say but for their steps. */
export type ResultHead = Omit<Results, 'results'>;

/** What steps are sorted and counted by. */
export type StepFacts = Pick<
  StepResult,
  'group_name' | 'case' | 'status' | 'exact' | 'duration' | 'skip_reason' | 'timestamp' | 'turns'
> & {
  /** Whether it passed, and not exactly. */
  readonly isDeviant: boolean;
  /** Whether it was under load. */
  readonly isLoad: boolean;
};

/** A step of which the facts are at hand, and all else is read when it is asked for. */
export interface StepEntry extends StepFacts {
  read(): StepResult;
}

/** Results with steps of one kind, in the order of the configuration. */
export interface ResultsWith<Step> extends ResultHead {
  readonly results: readonly Step[];
}

/** Results of which the steps need not be in memory: what reports are made from. */
export type ResultSource = ResultsWith<StepEntry>;

/** What a step is sorted and counted by. */
export function factsOf(step: StepResult): StepFacts {
  const { group_name, case: caseId, status, exact, duration, skip_reason, timestamp, turns } = step;
  return {
    group_name,
    case: caseId,
    status,
    duration,
    skip_reason,
    timestamp,
    ...defined({ exact, turns }),
    isDeviant: step.deviations !== undefined,
    isLoad: step.load !== undefined,
  };
}

/** An entry of a step that is in memory. */
export function entryOf(step: StepResult): StepEntry {
  return { ...factsOf(step), read: () => step };
}

/** Results that are in memory, for what reads steps one by one. */
export function sourceOf(results: Results): ResultSource {
  return { ...results, results: results.results.map(entryOf) };
}

/** All results in memory. */
export function resultsOf(source: ResultSource): Results {
  return { ...source, results: source.results.map((entry) => entry.read()) };
}
