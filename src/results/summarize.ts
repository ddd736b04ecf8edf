import type { Results, StepResult } from './types.js';

/** A step, or the turns of one that are only counted. */
type Counted = Pick<StepResult, 'status' | 'turns'>;

/**
 * Counts steps by status, each turn of a loop once. `success_rate` is passed over passed + failed + error, from 0 to 1;
 * where nothing was judged it is 0, since nothing was shown to work.
 */
export function summarize(steps: Iterable<Counted>): Results['summary'] {
  const counts = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for (const step of steps) {
    const { passed, failed, error, skipped } = countStep(step);
    counts.passed += passed;
    counts.failed += failed;
    counts.error += error;
    counts.skipped += skipped;
  }
  const judged = counts.passed + counts.failed + counts.error;
  return { ...counts, success_rate: judged === 0 ? 0 : counts.passed / judged };
}

/** How many a step counts for, by status: itself, or the turns that it stands for. */
export function countStep({ status, turns }: Counted): Omit<Results['summary'], 'success_rate'> {
  return turns ?? { ...none, [summaryWords[status]]: 1 };
}

/** How many operations steps count for: each turn of a loop is one. */
export function countOperations(steps: Iterable<Counted>): number {
  const { passed, failed, error, skipped } = summarize(steps);
  return passed + failed + error + skipped;
}

const none = { passed: 0, failed: 0, error: 0, skipped: 0 } as const;
const summaryWords = { pass: 'passed', fail: 'failed', error: 'error', skipped: 'skipped' } as const;
