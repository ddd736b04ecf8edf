import type { CaseResult, Results, Status, StepResult } from './types.js';

type Parts = Pick<Results, 'results' | 'cases'>;

/** How many tests ended how. */
export type TestTally = NonNullable<Results['tests']>;

/**
 * Counts tests, which is what every report counts: a case is one, and so is a step that belongs to none. A case that
 * could not be set up counts, although none of its steps ran.
 */
export function tallyTests(parts: Parts): TestTally {
  const statuses = [
    ...stepsOutsideCases(parts).map(({ status }) => status),
    ...parts.cases.map(statusOfCase),
  ];
  const count = (status: Status): number => statuses.filter((one) => one === status).length;
  return {
    total: statuses.length,
    passed: count('pass'),
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

/** A case's verdict as one of the four statuses of a step. */
export function statusOfCase({ verdict }: CaseResult): Status {
  if (verdict === 'unsupported') {
    return 'fail';
  }
  return verdict === 'blocked' ? 'skipped' : verdict;
}
