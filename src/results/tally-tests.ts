import { countStep } from './summarize.js';
import type { CaseResult, Results, Status, StepResult } from './types.js';

/** What of a step decides what it counts as. */
type Counted = Pick<StepResult, 'status' | 'case' | 'exact' | 'turns'>;

interface Parts<Step> {
  readonly results: readonly Step[];
  readonly cases: readonly CaseResult[];
}

/** How many tests ended how. */
export type TestTally = NonNullable<Results['tests']> & { readonly exact: number };

/**
 * Counts tests, which is what every report counts: a case is one, and so is a step that belongs to none, or each turn
 * of it. A case that could not be set up counts, although none of its steps ran.
 */
export function tallyTests(parts: Parts<Counted>): TestTally {
  const tally = { total: 0, passed: 0, exact: 0, failed: 0, error: 0, skipped: 0 };
  const add = (counts: Counts, exact: number): void => {
    tally.total += counts.passed + counts.failed + counts.error + counts.skipped;
    tally.passed += counts.passed;
    tally.exact += exact;
    tally.failed += counts.failed;
    tally.error += counts.error;
    tally.skipped += counts.skipped;
  };
  for (const step of stepsOutsideCases(parts)) {
    const counts = countStep(step);
    add(counts, exactOf(step, counts));
  }
  for (const one of parts.cases) {
    add(countStep({ status: statusOfCase(one) }), isExact(one) ? 1 : 0);
  }
  const unsupported = parts.cases.filter(({ verdict }) => verdict === 'unsupported').length;
  const blocked = parts.cases.filter(({ verdict }) => verdict === 'blocked').length;
  return { ...tally, ...(unsupported > 0 ? { unsupported } : {}), ...(blocked > 0 ? { blocked } : {}) };
}

type Counts = ReturnType<typeof countStep>;

/** Of the tests that a step counts for, how many passed exactly. */
function exactOf({ exact, turns }: Counted, { passed }: Counts): number {
  return turns === undefined ? (exact === false ? 0 : passed) : (turns.exact ?? passed);
}

/** The steps that belong to none of the cases. */
export function stepsOutsideCases<Step extends Pick<StepResult, 'case'>>({
  results,
  cases,
}: Parts<Step>): readonly Step[] {
  const known = new Set(cases.map(({ id }) => id));
  return results.filter((step) => step.case === null || !known.has(step.case));
}

/** Whether a case passed, and by nothing that is only tolerated. */
export function isExact({ verdict, exact }: CaseResult): boolean {
  return verdict === 'pass' && exact !== false;
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
