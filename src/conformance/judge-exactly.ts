import type { CaseResult } from '../results/types.js';

/** The same result where nothing is tolerated: a case that passed and is not exact has failed, and is of a kind of its own. */
export function judgeExactly(found: CaseResult): CaseResult {
  const { verdict, exact, deviation = null } = found;
  return verdict === 'pass' && exact === false
    ? { ...found, verdict: 'fail', kind: 'tolerated', reason: deviation }
    : found;
}
