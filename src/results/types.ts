import type { Conformance } from './conformance.js';

/** What came of one step: `fail` is a wrong answer, `error` is no answer to judge. */
export type Status = 'pass' | 'fail' | 'error' | 'skipped';

/** The three phases of a group, in the order they run. */
export type Phase = 'before_test' | 'test' | 'after_test';

/** The kinds of step that the scenario language knows. */
export type StepKind = 'operation' | 'request' | 'presign' | 'post_form' | 'steps' | 'case' | 'set' | 'wait';

/** One difference between what was expected and what came, as data. */
export interface Mismatch {
  /** Where it was found: `status_code`, `headers.etag`, `response.Contents[0].Key`, `body`, … */
  readonly path: string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** The first bytes of a body: text where it is UTF-8, else base64. */
export interface BodySample {
  readonly size: number;
  readonly text?: string;
  readonly base64?: string;
  readonly truncated: boolean;
}

/** The recorded request and response of one exchange, redacted when it is recorded. */
export interface Trace {
  readonly request: { readonly head: string; readonly body?: BodySample };
  readonly response?: { readonly head: string; readonly body?: BodySample };
}

/** One HTTP exchange of a step. `duration` is in seconds, from the first byte sent to the last received. */
export interface HttpRecord {
  readonly method: string;
  readonly url: string;
  readonly status: number | null;
  readonly request_id: string | null;
  readonly duration: number;
  readonly trace?: Trace;
}

/** A body larger than 4 KiB, or a binary one, as results hold it. */
export type BodyValue =
  | string
  | { readonly base64: string }
  | { readonly size: number; readonly sha256: string };

/** What the server answered, as data; `response` is the parsed output, or the error document under `error`. */
export interface Actual {
  readonly success: boolean;
  readonly status_code: number | null;
  readonly error_code?: string;
  readonly error?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly response: Readonly<Record<string, unknown>>;
  readonly body?: BodyValue;
}

/** The record of one step; durations are seconds, `timestamp` is when it began (ISO 8601, Z). */
export interface StepResult {
  readonly group_name: string;
  readonly phase: Phase;
  readonly case: string | null;
  readonly step: string;
  readonly kind: StepKind;
  readonly operation_name: string | null;
  readonly name: string | null;
  readonly iteration: number | string | null;
  readonly credential: string | null;
  readonly status: Status;
  readonly duration: number;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly actual: Actual | null;
  readonly mismatches: readonly Mismatch[];
  readonly error_message: string | null;
  readonly skip_reason: string | null;
  readonly timestamp: string;
  readonly http: readonly HttpRecord[];
  readonly retries?: number;
  readonly reproduce: string | null;
}

/** The request of a case's set-up that was not carried out; `part` is the option of the fixture that asked for it. */
export interface SetUpRefusal {
  readonly part: 'bucket' | 'versioning' | 'object_lock' | 'acls' | 'public_access' | 'sse_c' | 'objects';
  readonly operation: string;
  readonly bucket: string;
  readonly status_code: number | null;
  readonly error_code: string | null;
}

/** The verdict of a case; `verdict` and `kind` are the words of the conformance suite. */
export interface CaseResult {
  readonly id: string;
  readonly title: string | null;
  readonly group_name: string;
  readonly verdict: Status | 'unsupported' | 'blocked';
  readonly kind: 'wrong-result' | 'wrong-error' | 'wrongly-accepted' | 'wrongly-refused' | null;
  readonly reason: string | null;
  readonly duration: number;
  readonly steps: readonly string[];
  /** What of its fixtures the server refused, or did not answer; absent where the case could begin. */
  readonly set_up?: SetUpRefusal;
  /** Of a case of the conformance suite: where it belongs, and what it calls. */
  readonly feature?: string;
  readonly level?: string;
  readonly reference?: string;
  readonly operations?: readonly string[];
  readonly parameters?: readonly string[];
  /** How it stands against the baseline. */
  readonly baseline?: 'expected' | 'regression' | 'newly-passing' | 'flaky';
  /** It failed and passed within one run. */
  readonly is_flaky?: boolean;
}

/** Everything one run found; what reports, merge and compare read. */
export interface Results {
  readonly session_id: string;
  readonly config_file: string | null;
  readonly config_files: readonly string[];
  readonly s3tester_version: string;
  readonly result_format: 1;
  readonly target: {
    readonly endpoint_url: string;
    readonly region: string;
    readonly server: string | null;
  };
  readonly start_time: string;
  readonly end_time: string;
  readonly interrupted: boolean;
  /** Set when the endpoint did not answer, or went away for good: the reason. */
  readonly endpoint_lost: string | null;
  readonly total_operations: number;
  readonly summary: {
    readonly passed: number;
    readonly failed: number;
    readonly error: number;
    readonly skipped: number;
    readonly success_rate: number;
  };
  readonly results: readonly StepResult[];
  readonly cases: readonly CaseResult[];
  /** Set by a run of the conformance suite. */
  readonly conformance?: Conformance;
}
