import type { BaselineSummary, Conformance, Score } from '../results/conformance.js';
import type { ResultHead } from '../results/source.js';
import { isExact, statusOfCase, works } from '../results/tally-tests.js';
import type { CaseResult, Status } from '../results/types.js';
import { oneLine } from './printable.js';
import { count } from './words.js';

/** How many passed of those that apply: `3/4`; `-` where nothing applies. */
export function describeShare({ passed, applicable }: Score): string {
  return applicable === 0 ? '-' : `${passed}/${applicable}`;
}

/** How many of them are exactly as AWS; nothing where nothing applies. */
export function describeExact({ exact, passed, applicable }: Score): string {
  return applicable === 0 ? '' : String(exact ?? passed);
}

/** What became of the rest, in words, each with the status that it is shown as; `unsupported` is never a failure. */
export function describeNotPassed(score: Score): readonly (readonly [status: Status | null, text: string])[] {
  const { failed, unsupported, blocked, error, skipped } = score;
  const parts = [
    ['fail', failed, 'failed'],
    [null, unsupported, 'unsupported'],
    [null, blocked, 'blocked'],
    ['error', error, 'not judged'],
    ['skipped', skipped, 'skipped'],
  ] as const;
  return parts
    .filter(([, number]) => number > 0)
    .map(([status, number, word]) => [status, `${number} ${word}`]);
}

/** The scores of a run by what they are of, the most general first; without those that hold nothing. */
export function scoreTables({
  levels,
  features,
  operations,
  parameters,
}: Conformance): readonly (readonly [title: string, scores: readonly Score[]])[] {
  const tables = [
    ['Level', levels],
    ['Feature', features],
    ['Operation', operations],
    ['Parameter', parameters],
  ] as const;
  return tables.filter(([, scores]) => scores.length > 0);
}

/** Both scores, of the cases that apply: `641 of 810 cases work for clients, 583 of them exactly as AWS`. */
export function describePassed({ cases }: ResultHead): string {
  const applicable = cases.filter(({ verdict }) => verdict !== 'skipped').length;
  const working = cases.filter(works).length;
  const verb = applicable === 1 ? 'works' : 'work';
  return `${working} of ${count(applicable, 'case')} ${verb} for clients, ${cases.filter(isExact).length} of them exactly as AWS`;
}

/** How a run compares with its baseline, in parts; those with a status are what is wrong. */
export function describeBaseline(
  baseline: BaselineSummary,
): readonly (readonly [status: Status | null, text: string])[] {
  const { expected, regressions, newly_passing, flaky, vanished, expired } = baseline;
  const listed = (word: string, names: readonly string[]): readonly (readonly [Status, string])[] =>
    names.length === 0 ? [] : [['fail', `${names.length} ${word}: ${names.map(oneLine).join(', ')}`]];
  return [
    [null, `${expected.length} expected`],
    regressions.length > 0 ? ['fail', count(regressions.length, 'regression')] : [null, 'no regressions'],
    [newly_passing.length > 0 ? 'fail' : null, `${newly_passing.length} newly passing`],
    ...(flaky.length > 0 ? [[null, `${flaky.length} flaky`] as const] : []),
    ...listed('vanished', vanished),
    ...listed('expired', expired),
  ];
}

/** What a case counts as where its baseline is believed: a failure that it expects is none, a pass that it does not is one. */
export function statusAgainstBaseline(one: CaseResult): Status {
  const status = statusOfCase(one);
  if (one.baseline === 'newly-passing') {
    return 'fail';
  }
  if (status === 'pass') {
    return status;
  }
  const isExcused = one.baseline === 'expected' || (one.baseline === 'flaky' && status === 'fail');
  return isExcused ? 'skipped' : status;
}
