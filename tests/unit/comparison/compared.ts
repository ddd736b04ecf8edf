import { type CompareOptions, compareResults } from '../../../src/comparison/compare.js';
import type { CaseResult, Results } from '../../../src/results/types.js';
import { found, resultsOf } from '../conformance/baseline/judged-cases.js';

/** A case that passed, and is exact or only tolerated. */
export function passed(id: string, changes: Partial<CaseResult> = {}): CaseResult {
  return { ...found(id, 'pass'), exact: true, ...changes };
}

/** A case that failed for a reason. */
export function failed(id: string, reason = 'expected 412, actual 200'): CaseResult {
  return { ...found(id, 'fail', 'wrongly-accepted'), reason, exact: false };
}

/** Results in a file, of a server and a version of the suite. */
export function fileOf(
  file: string,
  cases: readonly CaseResult[],
  { server = file, suite = '1.0.0', ...changes }: Partial<Results> & { server?: string; suite?: string } = {},
) {
  const results = resultsOf(...cases);
  const { conformance } = results;
  return {
    file: `${file}.json`,
    results: {
      ...results,
      target: { ...results.target, server },
      ...(conformance ? { conformance: { ...conformance, suite_version: suite } } : {}),
      ...changes,
    },
  };
}

/** The comparison of results that can be compared. */
export function compared(list: Parameters<typeof compareResults>[0], options: CompareOptions = {}) {
  const made = compareResults(list, options);
  if ('problem' in made) {
    throw new Error(made.problem.message);
  }
  return made.comparison;
}
