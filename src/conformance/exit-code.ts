import { type ExitCode, exitCodes } from '../results/exit-code.js';
import type { ResultHead } from '../results/source.js';

/**
 * The exit code of a run of the suite: 0 when every case that applies passed or is as the baseline expects, 1 when one
 * failed or is unsupported beyond it, or the baseline itself is out of date, 3 when something could not be judged.
 */
export function conformanceExitCode(results: ResultHead): ExitCode {
  const { interrupted, endpoint_lost, budget_spent, cases, conformance } = results;
  if (interrupted) {
    return exitCodes.interrupted;
  }
  if (endpoint_lost !== null || budget_spent !== undefined) {
    return exitCodes.unjudged;
  }
  const isExcused = ({ baseline }: ResultHead['cases'][number]): boolean =>
    baseline === 'expected' || baseline === 'flaky';
  const failed = cases.some(
    (one) => (one.verdict === 'fail' || one.verdict === 'unsupported') && !isExcused(one),
  );
  const baseline = conformance?.baseline;
  const isStale =
    baseline && baseline.newly_passing.length + baseline.vanished.length + baseline.expired.length > 0;
  if (failed || isStale) {
    return exitCodes.failed;
  }
  return cases.some(({ verdict }) => verdict === 'error') ? exitCodes.unjudged : exitCodes.passed;
}
