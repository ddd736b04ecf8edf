import type { CaseResult } from '../../results/types.js';

/**
 * What came of something that an application needs: it holds; the server answers as if it did; it refuses, or leaves out
 * what a client cannot do without, so that it notices; or nobody can tell.
 */
export type Outcome = 'met' | 'ignored' | 'refused' | 'not-decided';

const fromWorst: readonly Outcome[] = ['ignored', 'refused', 'not-decided', 'met'];

/** What several outcomes come to: the worst of them; of none, nothing is decided. */
export function worstOf(outcomes: readonly Outcome[]): Outcome {
  return fromWorst.find((one) => outcomes.includes(one)) ?? 'not-decided';
}

/** What several outcomes come to where one that holds is enough. */
export function bestOf(outcomes: readonly Outcome[]): Outcome {
  return outcomes.includes('met') ? 'met' : worstOf(outcomes);
}

/** What the verdict of a case says. A case that is blocked says nothing itself: the probe that it waits for does. */
export function outcomeOfCase({ verdict, kind }: Pick<CaseResult, 'verdict' | 'kind'>): Outcome {
  switch (verdict) {
    case 'pass':
      return 'met';
    case 'fail':
      return kind === 'wrongly-refused' || kind === 'wrong-error' ? 'refused' : 'ignored';
    case 'unsupported':
      return 'refused';
    default:
      return 'not-decided';
  }
}
