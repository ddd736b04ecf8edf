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
  const chosen = [options.level, options.feature, options.operation, options.case, options.tag];
  const isChosen = options.rerunFailed !== undefined || chosen.some((choice) => choice !== undefined);
  return {
    ...(isChosen ? {} : defined({ level, feature, operation, case: cases, tag })),
    ...defined({ baseline, flaky }),
    ...(exact === true ? { exact } : {}),
    ...options,
  };
}
