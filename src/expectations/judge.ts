import { isRecord } from '../lib/records.js';
import type { Mismatch } from '../results/types.js';
import { judgeExpressions } from './judge-expressions.js';
import { type Expectation, keyEntries } from './keys/index.js';
import { mismatch } from './mismatch.js';
import type { Observed, OutcomeSummary } from './types.js';

/**
 * Compares a response with a normalized expectation and returns every mismatch at once. The mismatches of
 * the alternatives of `any_of`, where none matches, are under `any_of[i]`. `all` is left to `judgeAll`.
 * `prefix` is what comes before each path, and what `bodyJudge` was told of the same expectation.
 */
export function judge(expectation: Expectation, observed: Observed, prefix = ''): readonly Mismatch[] {
  return judgeAt(expectation, observed, prefix);
}

/** Judges `all`: JMESPath → matcher over the list of the outcomes of a loop or a parallel block. */
export function judgeAll(all: unknown, outcomes: readonly OutcomeSummary[]): readonly Mismatch[] {
  return isRecord(all) ? judgeExpressions(all, outcomes, 'all') : [mismatch('all', all, outcomes.length)];
}

function judgeAt(expectation: Expectation, observed: Observed, prefix: string): readonly Mismatch[] {
  const nested = (inner: Expectation, at: string) => judgeAt(inner, observed, at);
  const found: Mismatch[] = [];
  for (const [name, key] of keyEntries) {
    const expected = expectation[name];
    if (expected !== undefined) {
      found.push(...key.judge(expected, observed, { prefix, path: prefix + name, nested }));
    }
  }
  return found;
}
