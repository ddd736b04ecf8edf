import type { CaseResult, Results, Status, StepResult } from './types.js';

type Parts = Pick<Results, 'results' | 'cases'>;

/** How many tests ended how. */
export type TestTally = NonNullable<Results['tests']> & { readonly exact: number };

/**
 * Counts tests, which is what every report counts: a case is one, and so is a step that belongs to none. A case that
 * could not be set up counts, although none of its steps ran.
 */
export function tallyTests(parts: Parts): TestTally {
  const alone = stepsOutsideCases(parts);
  const statuses = [...alone.map(({ status }) => status), ...parts.cases.map(statusOfCase)];
  const count = (status: Status): number => statuses.filter((one) => one === status).length;
  return {
    total: statuses.length,
    passed: count('pass'),
    exact: alone.filter(isExactStep).length + parts.cases.filter(isExact).length,
    failed: count('fail'),
    error: count('error'),
    skipped: count('skipped'),
  };
}

/** The steps that belong to none of the cases. */
export function stepsOutsideCases({ results, cases }: Parts): readonly StepResult[] {
  const known = new Set(cases.map(({ id }) => id));
  return results.filter((step) => step.case === null || !known.has(step.case));
}

/** Whether a case passed, and by nothing that is only tolerated. */
export function isExact({ verdict, exact }: CaseResult): boolean {
  return verdict === 'pass' && exact !== false;
}

function isExactStep({ status, exact }: StepResult): boolean {
  return status === 'pass' && exact !== false;
}

/** Whether a case works for clients: it passed, or failed only since nothing was to be tolerated. */
export function works({ verdict, kind }: CaseResult): boolean {
  return verdict === 'pass' || kind === 'tolerated';
}

/** A case's verdict as one of the four statuses of a step. */
export function statusOfCase({ verdict }: CaseResult): Status {
  if (verdict === 'unsupported') {
    return 'fail';
  }
  return verdict === 'blocked' ? 'skipped' : verdict;
}
