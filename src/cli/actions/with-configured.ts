import type { Configuration } from '../../config/index.js';
import { defined } from '../../lib/defined.js';
import type { ConformanceOptions } from '../commands/conformance.js';

/**
 * Options with what a configuration says of `conformance`. What the command line chooses takes the place of all that the
 * configuration chooses, so that a command that runs one case runs it.
 */
export function withConfigured(
  options: ConformanceOptions,
  {
    level,
    feature,
    operation,
    case: cases,
    tag,
    baseline,
    exact,
    flaky,
  }: Partial<NonNullable<Configuration['settings']['conformance']>> = {},
): ConformanceOptions {
  return {
    ...(isConfiguredChoice(options) ? defined({ level, feature, operation, case: cases, tag }) : {}),
    ...defined({ baseline, flaky }),
    ...(exact === true ? { exact } : {}),
    ...options,
  };
}

/** Whether the command line leaves it to a configuration to choose cases. */
export function isConfiguredChoice({
  level,
  feature,
  operation,
  case: cases,
  tag,
  rerunFailed,
}: ConformanceOptions): boolean {
  return [level, feature, operation, cases, tag, rerunFailed].every((choice) => choice === undefined);
}
