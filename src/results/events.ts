import type { CaseResult, Shard, StepResult } from './types.js';

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
export interface CleanUpProblem {
  readonly type: 'clean-up-problem';
  readonly bucket: string;
  readonly credential: string;
  readonly reason: string;
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
  | CaseFinished
  | GroupFinished
  | CleanUpProblem
  | Waiting
  | RunFinished;
