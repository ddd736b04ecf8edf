import type { TestTally } from '../results/tally-tests.js';
import type { Results, Status } from '../results/types.js';

/** How a status is shown: always a glyph and a word, so that it can be read without colours. */
export const statusWords = {
  pass: { glyph: '✓', word: 'passed' },
  fail: { glyph: '✗', word: 'failed' },
  error: { glyph: '!', word: 'error' },
  skipped: { glyph: '-', word: 'skipped' },
} as const satisfies Record<Status, { readonly glyph: string; readonly word: string }>;

/** Of the counts of a summary, those that are told as a part of one. */
interface Parts {
  readonly exact?: number;
  readonly unsupported?: number;
  readonly blocked?: number;
}

/** The counts of a summary that are not zero, each with its status and its words: `3 passed`. */
export function tallyOf(
  summary: Pick<Results['summary'], 'passed' | 'failed' | 'error' | 'skipped'> & Parts,
): readonly (readonly [status: Status, text: string])[] {
  const counts = [
    ['pass', summary.passed, describePassed(summary)],
    ['fail', summary.failed, withPart('failed', summary.unsupported, 'unsupported')],
    ['error', summary.error, summary.error === 1 ? 'error' : 'errors'],
    ['skipped', summary.skipped, withPart('skipped', summary.blocked, 'blocked')],
  ] as const;
  return counts.filter(([, count]) => count > 0).map(([status, count, word]) => [status, `${count} ${word}`]);
}

function withPart(word: string, part: number | undefined, name: string): string {
  return part === undefined || part === 0 ? word : `${word} (${part} ${name})`;
}

/** Of what passed only by what is tolerated it is said how much is exact. */
function describePassed({
  passed,
  exact = passed,
}: {
  readonly passed: number;
  readonly exact?: number;
}): string {
  return exact < passed ? `passed (${exact} exactly)` : 'passed';
}

/** A share from 0 to 1 in per cent; 100 % is said only where nothing is missing. */
export function formatRate(rate: number): string {
  const percent = Math.floor(rate * 1000) / 10;
  return `${Number.isInteger(percent) ? percent : percent.toFixed(1)} %`;
}

/** The share of tests that passed of those that were judged, in per cent; null where none was. */
export function passRate({ passed, failed, error }: TestTally): string | null {
  const judged = passed + failed + error;
  return judged === 0 ? null : formatRate(passed / judged);
}

/** A number with its noun: `1 operation`, `4 operations`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
