import type { PlatformPath } from 'node:path';
import type { RunEvent } from '../results/events.js';
import type { Redactor } from '../results/redact.js';
import type { Phase, Status, StepResult } from '../results/types.js';
import type { Call, ClientOptions, Credential, Outcome, S3Client } from '../s3/types.js';
import type { Budget } from './control/budget.js';
import type { Cap } from './control/cap.js';
import type { CaseTime } from './control/case-time.js';
import type { Clock } from './control/clock.js';
import type { EndedCases } from './control/ended-cases.js';
import type { Ending } from './control/ending.js';
import type { EndpointWatch } from './control/endpoint-watch.js';
import type { Settling } from './control/settling.js';
import type { Turns } from './control/turns.js';
import type { FixtureStore } from './fixtures/fixture-store.js';
import type { StepOutcome } from './outcome.js';
import type { Plan, PlannedGroup } from './plan/plan.js';
import type { PlannedStep } from './plan/planned-step.js';
import type { RunValues, StepScope } from './values/scope.js';

/** Everything the steps of one run share. */
export interface RunContext extends Cap {
  readonly plan: Plan;
  readonly client: S3Client;
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly values: RunValues;
  readonly clock: Clock;
  readonly endpoint: EndpointWatch;
  readonly fixtures: FixtureStore;
  /** Runs one step with all that is in it: how blocks, loops and cases run what they hold. */
  readonly runStep: RunStep;
  readonly ended: EndedCases;
  readonly settling: Settling;
  readonly budget: Budget;
  readonly emit: (event: RunEvent) => void;
  readonly redact: Redactor;
  /** Makes data of responses small enough for results. */
  readonly shorten: <T>(value: T) => T;
  /** Tells the redactor of secrets that only the run knows. */
  readonly learnSecrets: (secrets: Iterable<string>) => void;
  readonly path: PlatformPath;
  /** Keep the trace of every exchange, not only of failed steps. */
  readonly traceAll: boolean;
  /** Leave the buckets of cases that did not pass. */
  readonly keepBuckets: boolean;
  /** Why no further step of a phase may begin, or null. */
  stopReason(phase: Phase): string | null;
  /** Whether Ctrl-C was pressed. */
  interrupted(): boolean;
  /** What Ctrl-C ends, and when. */
  readonly ending: Ending;
}

/** One judged response of a turn under load, or why there is none; `seconds` is null where nothing was sent. */
export interface CountedCall {
  readonly status: Status;
  readonly isExact: boolean;
  readonly seconds: number | null;
}

/** Counts what the steps of a turn under load do, instead of events. */
export interface TurnMeter {
  /** Counts a response; gives whether its result is to be kept. */
  count(planned: PlannedStep, call: CountedCall): boolean;
  keep(result: StepResult): void;
}

/** Where a step runs: what it inherits from its group, blocks and loops. */
export interface StepContext {
  readonly run: RunContext;
  readonly group: PlannedGroup;
  readonly phase: Phase;
  readonly scope: StepScope;
  readonly credential: string;
  readonly client: ClientOptions;
  /** Its place among all steps of this run, loops included. */
  readonly order: readonly number[];
  /** The iteration of the loops around it: an index, or indexes joined by `/`. */
  readonly iteration: number | string | null;
  readonly caseId: string | null;
  /** In a loop: which of its turns have an entry of their own in the results, where not all have. */
  readonly turns?: Turns | undefined;
  /** The number of the turn of the innermost loop around it. */
  readonly turn?: number;
  /** Whether something around it judges all outcomes together, for which their responses are kept. */
  readonly isJudgedTogether?: boolean;
  /** The time of the outermost case around it; none outside of cases. */
  readonly caseTime?: CaseTime;
  /** Where it is a turn under load: what counts it. */
  readonly meter?: TurnMeter;
  /** Told of everything that a step is about to send; what it gives is told what came of it. */
  readonly watch?: (call: Call) => Promise<(outcome: Outcome) => Promise<void>>;
}

/** Runs a step in the given context; emits every result, and never throws for what a user wrote. */
export type RunStep = (planned: PlannedStep, context: StepContext) => Promise<StepOutcome>;
