import type { ConsistencyResults } from '../../consistency/results.js';
import type { Outcome } from './outcome.js';

type Judged = Pick<ConsistencyResults, 'verdicts' | 'not_judged' | 'features' | 'interrupted'>;

/** What a run of one workload says. A store that lacks what the workload needs has refused it. */
export function outcomeOfConsistency({ verdicts, not_judged, features, interrupted }: Judged): Outcome {
  if (verdicts.some(({ verdict }) => verdict === 'violated')) {
    return 'ignored';
  }
  if (not_judged.length > 0) {
    return features.some(({ state }) => state === 'missing') && !interrupted ? 'refused' : 'not-decided';
  }
  return interrupted || verdicts.some(({ verdict }) => verdict === 'not decided') ? 'not-decided' : 'met';
}
