import { statusOfCase } from '../results/tally-tests.js';
import type { CaseResult } from '../results/types.js';
import { isWrong, skipReasons } from './overview.js';
import { count } from './words.js';

/** Cases that did not run, since others that are not among the results did not pass. */
export interface Blocked {
  /** `21 cases blocked by features that do not work`. */
  readonly summary: string;
  /** Why, and how many cases for each reason, the commonest first. */
  readonly reasons: readonly (readonly [reason: string, count: number])[];
}

/**
 * The cases that are blocked by what nothing else in the results tells: a probe that was not selected runs all the same, and
 * a reason ends in its id. Null where there are none.
 */
export function blockedUnseen(cases: readonly CaseResult[]): Blocked | null {
  const wrong = cases.filter((one) => isWrong({ status: statusOfCase(one) })).map(({ id }) => id);
  const blocked = cases.filter(
    ({ verdict, reason }) =>
      verdict === 'blocked' && reason !== null && !wrong.some((id) => reason.endsWith(`: ${id}`)),
  );
  return blocked.length === 0
    ? null
    : {
        summary: `${count(blocked.length, 'case')} blocked by features that do not work`,
        reasons: skipReasons({ results: [], cases: blocked }),
      };
}
