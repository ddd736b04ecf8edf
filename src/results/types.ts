import type { caseResult, setUpRefusal } from './schema/case.js';
import type { bodySample, httpRecord, trace } from './schema/exchange.js';
import type { TypeOf } from './schema/fields.js';
import type { leftBehind } from './schema/left-behind.js';
import type { load } from './schema/load.js';
import type { results } from './schema/results.js';
import type { shard } from './schema/shard.js';
import type { actual, bodyValue, mismatch, phase, status } from './schema/step.js';
import type { stepResult } from './schema/step-result.js';
import type { latency, turns } from './schema/turns.js';

/** The outcome of one step: `fail` is a wrong response, `error` is no response to judge. */
export type Status = TypeOf<typeof status>;

/** The three phases of a group, in the order they run. */
export type Phase = TypeOf<typeof phase>;

/** One difference between expected and actual, as data. */
export type Mismatch = TypeOf<typeof mismatch>;

/** The first bytes of a body: text where it is UTF-8, else base64. */
export type BodySample = TypeOf<typeof bodySample>;

/** The recorded request and response of one exchange, redacted when it is recorded. */
export type Trace = TypeOf<typeof trace>;

/** One HTTP exchange of a step. `duration` is in seconds, from the first byte sent to the last received. */
export type HttpRecord = TypeOf<typeof httpRecord>;

/** A body larger than 4 KiB, or a binary one, as results hold it. */
export type BodyValue = TypeOf<typeof bodyValue>;

/** The response of the server, as data; `response` is the parsed output, or the error document under `error`. */
export type Actual = TypeOf<typeof actual>;

/** How long operations took that were counted; seconds, and the histogram of all times. */
export type Latency = TypeOf<typeof latency>;

/** The turns of a loop that have no entry of their own, counted. */
export type Turns = TypeOf<typeof turns>;

/** The record of one step; durations are seconds, `timestamp` is when it began (ISO 8601, Z). */
export type StepResult = TypeOf<typeof stepResult>;

/** The request of a case's set-up that was not carried out; `part` is the option of the fixture that asked for it. */
export type SetUpRefusal = TypeOf<typeof setUpRefusal>;

/** The verdict of a case; `verdict` and `kind` are the words of the conformance suite. */
export type CaseResult = TypeOf<typeof caseResult>;

/** A bucket that a run made and could not remove. */
export type LeftBehind = TypeOf<typeof leftBehind>;

/** Which part of a run results are of. */
export type Shard = TypeOf<typeof shard>;

/** Everything one run found; what reports, merge and compare read. */
export type Results = TypeOf<typeof results>;

/** What a step under load was asked to do, and what it came to; times are seconds. */
export type Load = TypeOf<typeof load>;

/** What the responses of one operation of a load, or of all, came to. */
export type LoadFigures = Pick<
  Load,
  'passed' | 'failed' | 'error' | 'exact' | 'error_rate' | 'throughput' | 'latency'
>;

/** One figure that a load must hold, and whether it does. */
export type LoadThreshold = Load['thresholds'][number];
