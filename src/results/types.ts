import type { caseResult, setUpRefusal } from './schema/case.js';
import type { bodySample, httpRecord, trace } from './schema/exchange.js';
import type { TypeOf } from './schema/fields.js';
import type { results } from './schema/results.js';
import type { shard } from './schema/shard.js';
import type { actual, bodyValue, mismatch, phase, status, stepResult } from './schema/step.js';

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

/** The record of one step; durations are seconds, `timestamp` is when it began (ISO 8601, Z). */
export type StepResult = TypeOf<typeof stepResult>;

/** The request of a case's set-up that was not carried out; `part` is the option of the fixture that asked for it. */
export type SetUpRefusal = TypeOf<typeof setUpRefusal>;

/** The verdict of a case; `verdict` and `kind` are the words of the conformance suite. */
export type CaseResult = TypeOf<typeof caseResult>;

/** Which part of a run results are of. */
export type Shard = TypeOf<typeof shard>;

/** Everything one run found; what reports, merge and compare read. */
export type Results = TypeOf<typeof results>;
