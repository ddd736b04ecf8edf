import type { CaseResult, LeftBehind, Shard, Status, StepResult } from './types.js';

/** Facts about a run that are known before its first step. */
export interface RunStarted {
  readonly type: 'run-started';
  readonly session_id: string;
  readonly config_files: readonly string[];
  readonly s3tester_version: string;
  readonly endpoint_url: string;
  readonly region: string;
  readonly start_time: string;
  readonly total_operations: number;
  readonly total_groups: number;
  /** The hash of all that decides what is run. */
  readonly plan?: string;
  /** Which part of the run it is, where it is one. */
  readonly shard?: Shard;
}

/** A step began to send; for progress only. */
export interface StepStarted {
  readonly type: 'step-started';
  readonly group_name: string;
  readonly step: string;
}

/** A turn of a loop ended that is only counted; for progress only. */
export interface TurnFinished {
  readonly type: 'turn-finished';
  readonly group_name: string;
  readonly step: string;
  readonly status: Status;
}

/**
 * Turns of a step were counted that are not kept one by one: `result` has the `turns` so far, or what a `load` came to so
 * far. A later event of the same `order` takes its place, and so does the end of a load.
 */
export interface TurnsCounted {
  readonly type: 'turns-counted';
  readonly order: readonly number[];
  readonly result: StepResult;
}

/** A step ended. `order` places it in the configuration: compared element by element. */
export interface StepFinished {
  readonly type: 'step-finished';
  readonly order: readonly number[];
  readonly result: StepResult;
}

/** A case ended. */
export interface CaseFinished {
  readonly type: 'case-finished';
  readonly order: readonly number[];
  readonly result: CaseResult;
}

/** A load is under way; told now and then, for progress only. Seconds from its beginning, and those it has in all. */
export interface LoadProgress {
  readonly type: 'load-progress';
  readonly group_name: string;
  readonly step: string;
  readonly seconds: number;
  readonly of_seconds: number;
  readonly requests: number;
  readonly wrong: number;
}

/** A group ended, all phases of it. */
export interface GroupFinished {
  readonly type: 'group-finished';
  readonly group_name: string;
}

/** The run ended, by itself or not. */
export interface RunFinished {
  readonly type: 'run-finished';
  readonly end_time: string;
  readonly server: string | null;
  readonly interrupted: boolean;
  readonly endpoint_lost: string | null;
  readonly budget_spent: string | null;
}

/** A bucket that s3tester made and could not remove, and why. */
export interface CleanUpProblem extends LeftBehind {
  readonly type: 'clean-up-problem';
}

/** A run waits for something, for `seconds` at the most: before it begins, or still, after it was interrupted. */
export interface Waiting {
  readonly type: 'waiting';
  readonly reason: string;
  readonly seconds: number;
}

/** The events of `run`, in the order in which they happen; `fold` makes Results of them. */
export type RunEvent =
  | RunStarted
  | StepStarted
  | StepFinished
  | LoadProgress
  | TurnFinished
  | TurnsCounted
  | CaseFinished
  | GroupFinished
  | CleanUpProblem
  | Waiting
  | RunFinished;
