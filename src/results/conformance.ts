/** How many cases of one kind passed: `passed` of `applicable`, which is all but `skipped`. */
export interface Score {
  readonly name: string;
  readonly applicable: number;
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
  readonly blocked: number;
  readonly error: number;
  readonly skipped: number;
}

/** How a run stands against its baseline; every list holds case ids, `vanished` and `expired` patterns of entries. */
export interface BaselineSummary {
  readonly file: string;
  readonly expected: readonly string[];
  readonly regressions: readonly string[];
  readonly newly_passing: readonly string[];
  readonly flaky: readonly string[];
  readonly vanished: readonly string[];
  readonly expired: readonly string[];
}

/** What a run of the conformance suite found, counted; no score stands without the version of its suite. */
export interface Conformance {
  readonly suite_version: string;
  /** The hash of the suite and of what was asked of it; the shards of a run share it. */
  readonly plan: string;
  readonly levels: readonly Score[];
  readonly features: readonly Score[];
  readonly operations: readonly Score[];
  /** Named `Operation.Parameter`. */
  readonly parameters: readonly Score[];
  /** The cases under which the server went away. */
  readonly crashes: readonly string[];
  readonly baseline: BaselineSummary | null;
}
