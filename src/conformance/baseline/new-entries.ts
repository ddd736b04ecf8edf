import type { CaseResult, Results } from '../../results/types.js';
import { baseId } from '../suite-case.js';
import type { BaselineEntry } from './baseline.js';
import { explainFailure } from './explain-failure.js';

type NewEntry = Pick<BaselineEntry, 'case' | 'verdict' | 'reason'>;

/**
 * The entries for cases that failed, with what the results say of each as its reason. One entry is for all rows of a
 * case, or for all cases of a file, where each of them failed in the same way for the same reason.
 */
export function newEntries(failed: readonly CaseResult[], { cases, results }: Results): readonly NewEntry[] {
  const entries = failed.map((one) => ({
    case: one.id,
    verdict: (one.kind ?? one.verdict) as NewEntry['verdict'],
    reason: explainFailure(one, results),
  }));
  const ids = cases.map(({ id }) => id);
  const ofCases = join(entries, ids, baseId);
  return join(ofCases, [...new Set(ids.map(baseId))], fileGlob);
}

/** Puts one entry in the place of many that agree, where they are all of `ids` that their common pattern covers. */
function join(
  entries: readonly NewEntry[],
  ids: readonly string[],
  patternOf: (id: string) => string,
): readonly NewEntry[] {
  const failing = new Map(entries.map((one) => [one.case, one]));
  const joined = new Map<string, NewEntry>();
  for (const pattern of new Set(entries.map((one) => patternOf(one.case)))) {
    const covered = ids.filter((id) => patternOf(id) === pattern).map((id) => failing.get(id));
    const [first, ...others] = covered;
    const agree = others.every((one) => one?.verdict === first?.verdict && one?.reason === first?.reason);
    if (first && others.length > 0 && agree) {
      joined.set(pattern, { ...first, case: pattern });
    }
  }
  const replaced = entries.map((one) => joined.get(patternOf(one.case)) ?? one);
  return [...new Set(replaced)];
}

function fileGlob(id: string): string {
  return baseId(id).replace(/[^/]*$/, '*');
}
