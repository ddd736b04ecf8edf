/** How one check ended: `warn` works and may surprise, `fail` keeps a run from working, `unknown` could not be told. */
export type FindingStatus = 'ok' | 'warn' | 'fail' | 'unknown';

/** What was looked at, in the order in which it is told. */
export type CheckName =
  | 'connection'
  | 'tls'
  | 'server'
  | 'clock'
  | 'latency'
  | 'credential'
  | 'region'
  | 'addressing'
  | 'checksums'
  | 'features';

/** What one check found: a sentence for people, and the same as data. */
export interface Finding {
  readonly check: CheckName;
  readonly status: FindingStatus;
  readonly summary: string;
  /** Figures and names by snake_case names; times in seconds. Never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Makes a finding. */
export function finding(
  check: CheckName,
  status: FindingStatus,
  summary: string,
  facts: Finding['facts'] = {},
): Finding {
  return { check, status, summary, facts };
}
