/** How one check ended: `warn` works and may surprise, `fail` is what it looks for, `unknown` could not be told. */
export type FindingStatus = 'ok' | 'warn' | 'fail' | 'unknown';

/** What one check found: a sentence for people, and the same as data. */
export interface FindingOf<Check extends string> {
  readonly check: Check;
  readonly status: FindingStatus;
  readonly summary: string;
  /** Figures and names by snake_case names; times in seconds. Never a secret. */
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Makes a finding. */
export function finding<Check extends string>(
  check: Check,
  status: FindingStatus,
  summary: string,
  facts: Readonly<Record<string, unknown>> = {},
): FindingOf<Check> {
  return { check, status, summary, facts };
}
