import { isRecord } from '../lib/records.js';
import type { Mismatch } from '../results/types.js';
import type { Unreadable } from '../results/unreadable.js';
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
      : [mismatch(place, matcher, actualOf(result.reason, matcher))];
  });
}

/** How the library says that a function got nothing to work on. */
const ofNothing = /expected argument \d+ to be type \((.*)\) but received type null/;

/** What stands there instead of a value: nothing, or why there is none, where nothing may be what is expected. */
function actualOf(reason: string, matcher: unknown): Unreadable | null {
  const [, types] = ofNothing.exec(reason) ?? [];
  if (types === undefined) {
    return { unreadable: reason };
  }
  const isPlain = matcher !== null && !isRecord(matcher);
  return isPlain ? null : { unreadable: /array/i.test(types) ? 'there is no list' : 'there is nothing' };
}
