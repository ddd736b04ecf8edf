import type { CaseResult } from '../results/types.js';

/**
 * What became of a case on one server, in one word: `tolerated` passed and is not exact, `absent` is not in the results.
 * The rest are the verdicts.
 */
export type OutcomeWord = CaseResult['verdict'] | 'tolerated' | 'absent';

/** One cell of a comparison. */
export interface Cell {
  readonly outcome: OutcomeWord;
  /** Why it did not pass, or is only tolerated; null otherwise. */
  readonly reason: string | null;
}

/** The cell of a case that a file does not have. */
export const absent: Cell = { outcome: 'absent', reason: null };

/** The cell of a case. */
export function cellOf(one: CaseResult): Cell {
  if (one.verdict !== 'pass') {
    const reason = [one.kind, one.reason].filter((part) => part !== null).join(': ');
    return { outcome: one.verdict, reason: reason === '' ? null : reason };
  }
  return one.exact === false
    ? { outcome: 'tolerated', reason: one.deviation ?? null }
    : { outcome: 'pass', reason: null };
}

/** Whether a case works for clients, or null where it was not judged there. */
export function works({ outcome }: Cell): boolean | null {
  switch (outcome) {
    case 'pass':
    case 'tolerated':
      return true;
    case 'absent':
    case 'skipped':
      return null;
    default:
      return false;
  }
}
