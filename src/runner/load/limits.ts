import { type Metric, metrics, type Thresholds } from '../../config/language/load-thresholds.js';
import type { Limit } from '../../results/load-thresholds.js';

type OfOne = Readonly<Partial<Record<Metric, Pick<Limit, 'comparison' | 'limit'>>>>;

/**
 * The limits of a load. Where nothing is said of errors, none are allowed: of all responses together, or where single
 * operations have limits of their own, of each of the others. `names` are those of the operations that were called.
 */
export function limitsOf(thresholds: Thresholds | undefined, names: readonly string[]): readonly Limit[] {
  const operations = [...(thresholds?.operations ?? [])];
  const given = [
    ...boundsOf(thresholds ?? {}),
    ...operations.flatMap(([name, bounds]) => boundsOf(bounds, name)),
  ];
  const withErrors = given.filter(({ metric }) => metric === 'error_rate');
  if (withErrors.some(({ name }) => name === undefined)) {
    return given;
  }
  const others = names.filter((name) => !withErrors.some((limit) => limit.name === name));
  return [
    ...given,
    ...(withErrors.length === 0 ? [noErrors] : others.map((name) => ({ ...noErrors, name }))),
  ];
}

const noErrors: Limit = { metric: 'error_rate', comparison: '<=', limit: 0 };

function boundsOf(bounds: OfOne, name?: string): readonly Limit[] {
  return metrics.flatMap((metric) => {
    const bound = bounds[metric];
    return bound === undefined ? [] : [{ metric, ...(name === undefined ? {} : { name }), ...bound }];
  });
}
