import type { ResultHead } from './source.js';

/** The codes a process ends with; 2 is for a wrong configuration or command line, which gives no results. */
export const exitCodes = { passed: 0, failed: 1, misconfigured: 2, unjudged: 3, interrupted: 130 } as const;

/** One of `exitCodes`. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/**
 * The exit code of a run: an interruption comes first, then an endpoint that was away or went away, or requests that ran out,
 * then a failed test, then what could not be judged.
 */
export function exitCode(results: ResultHead): ExitCode {
  if (results.interrupted) {
    return exitCodes.interrupted;
  }
  if (results.endpoint_lost !== null || results.budget_spent !== undefined) {
    return exitCodes.unjudged;
  }
  const verdicts = new Set(results.cases.map(({ verdict }) => verdict));
  if (results.summary.failed > 0 || verdicts.has('fail') || verdicts.has('unsupported')) {
    return exitCodes.failed;
  }
  if (results.summary.error > 0 || verdicts.has('error')) {
    return exitCodes.unjudged;
  }
  return exitCodes.passed;
}
