import type { Results, StepResult } from './types.js';

/**
 * Counts steps by status. `success_rate` is passed over passed + failed + error, from 0 to 1;
 * where nothing was judged it is 0, since nothing was shown to work.
 */
export function summarize(steps: readonly StepResult[]): Results['summary'] {
  const counts = { pass: 0, fail: 0, error: 0, skipped: 0 };
  for (const { status } of steps) {
    counts[status] += 1;
  }
  const judged = counts.pass + counts.fail + counts.error;
  return {
    passed: counts.pass,
    failed: counts.fail,
    error: counts.error,
    skipped: counts.skipped,
    success_rate: judged === 0 ? 0 : counts.pass / judged,
  };
}
