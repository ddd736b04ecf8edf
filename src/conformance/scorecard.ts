import type { Score } from '../results/conformance.js';
import { isExact } from '../results/tally-tests.js';
import type { CaseResult } from '../results/types.js';
import { levels } from './suite-case.js';

/** The scores of a run: per level, feature, operation and parameter; sorted by name, levels by weight. */
export interface Scorecard {
  readonly levels: readonly Score[];
  readonly features: readonly Score[];
  readonly operations: readonly Score[];
  readonly parameters: readonly Score[];
}

/** Counts the verdicts of cases; a case counts once for every operation and parameter that it uses. */
export function scoreCases(cases: readonly CaseResult[]): Scorecard {
  const byName = (a: Score, b: Score): number => (a.name < b.name ? -1 : 1);
  const byLevel = (a: Score, b: Score): number => rank(a.name) - rank(b.name);
  return {
    levels: score(cases, ({ level }) => (level === undefined ? [] : [level])).sort(byLevel),
    features: score(cases, ({ feature }) => (feature === undefined ? [] : [feature])).sort(byName),
    operations: score(cases, ({ operations = [] }) => operations).sort(byName),
    parameters: score(cases, ({ parameters = [] }) => parameters).sort(byName),
  };
}

function rank(level: string): number {
  return (levels as readonly string[]).indexOf(level);
}

function score(cases: readonly CaseResult[], keysOf: (one: CaseResult) => readonly string[]): Score[] {
  const groups = new Map<string, CaseResult[]>();
  for (const one of cases) {
    for (const key of keysOf(one)) {
      const members = groups.get(key);
      if (members) {
        members.push(one);
      } else {
        groups.set(key, [one]);
      }
    }
  }
  return [...groups].map(([name, members]) => ({ name, ...tally(members) }));
}

/** Counts verdicts; `applicable` is all but `skipped`. */
export function tally(cases: readonly CaseResult[]): Omit<Score, 'name'> {
  const count = (verdict: CaseResult['verdict']): number =>
    cases.filter((one) => one.verdict === verdict).length;
  const skipped = count('skipped');
  return {
    applicable: cases.length - skipped,
    passed: count('pass'),
    exact: cases.filter(isExact).length,
    failed: count('fail'),
    unsupported: count('unsupported'),
    blocked: count('blocked'),
    error: count('error'),
    skipped,
  };
}
