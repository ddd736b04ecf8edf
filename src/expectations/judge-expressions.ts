import type { Mismatch } from '../results/types.js';
import { match } from './match.js';
import { mismatch } from './mismatch.js';
import { searchOutput } from './search-output.js';

/** Judges JMESPath expressions over data, each with a matcher; `path` is what comes before them. */
export function judgeExpressions(
  expected: Readonly<Record<string, unknown>>,
  data: unknown,
  path: string,
): readonly Mismatch[] {
  return Object.entries(expected).flatMap(([expression, matcher]) => {
    const result = searchOutput(data, expression);
    const place = `${path}.${expression}`;
    return result.found
      ? match(matcher, result.value, place)
      : [mismatch(place, matcher, { unreadable: result.reason })];
  });
}
