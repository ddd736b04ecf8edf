import type { BaselineSummary } from '../../results/conformance.js';
import type { ResultHead } from '../../results/source.js';
import { isExact, works } from '../../results/tally-tests.js';
import type { CaseResult } from '../../results/types.js';
import { baseId } from '../suite-case.js';
import { type Baseline, type BaselineEntry, namesCase } from './baseline.js';

type Standing = NonNullable<CaseResult['baseline']>;

/**
 * Compares results with a baseline: known failures are `expected`, others are regressions, what passes although it is
 * known to fail is newly passing. `suiteIds` are the ids of the whole suite, against which `vanished` is judged, and
 * `today` is a day such as 2026-11-30.
 */
export function checkBaseline<Found extends ResultHead>(
  results: Found,
  baseline: Baseline,
  file: string,
  suiteIds: readonly string[],
  today: string,
): Found {
  const standingOf = standingIn(baseline, today);
  const cases = results.cases.map((found): CaseResult => {
    const standing = standingOf(found);
    return standing === null ? found : { ...found, baseline: standing };
  });
  const withStanding = (standing: Standing): string[] =>
    cases.filter((one) => one.baseline === standing).map(({ id }) => id);
  const known = [...suiteIds, ...results.cases.map(({ id }) => id)];
  const summary: BaselineSummary = {
    file,
    expected: withStanding('expected'),
    regressions: withStanding('regression'),
    newly_passing: withStanding('newly-passing'),
    flaky: withStanding('flaky'),
    vanished: baseline.known
      .filter((entry) => !known.some((id) => namesCase(entry.case, id) || id === baseId(entry.case)))
      .map((entry) => entry.case),
    expired: baseline.known.filter((entry) => isExpired(entry, today)).map((entry) => entry.case),
  };
  const { conformance } = results;
  return {
    ...results,
    cases,
    ...(conformance ? { conformance: { ...conformance, baseline: summary } } : {}),
  };
}

function isExpired({ until }: BaselineEntry, today: string): boolean {
  return until !== undefined && until < today;
}

/** How a case stands against a baseline, as of a day such as 2026-11-30; null where it says nothing of the case. */
export function standingIn(baseline: Baseline, today: string): (found: CaseResult) => Standing | null {
  const inForce = baseline.known.filter((entry) => !isExpired(entry, today));
  return (found) => standingAmong(inForce, found);
}

function standingAmong(entries: readonly BaselineEntry[], found: CaseResult): Standing | null {
  const own = entries.filter((entry) => namesCase(entry.case, found.id));
  if (own.some(({ flaky }) => flaky) && found.verdict !== 'error') {
    return 'flaky';
  }
  switch (found.verdict) {
    case 'pass':
      return own.length === 0
        ? null
        : own.some((entry) => holds(entry, found))
          ? 'expected'
          : 'newly-passing';
    case 'fail':
    case 'unsupported':
      return own.some((entry) => holds(entry, found)) ? 'expected' : 'regression';
    case 'error':
      return 'regression';
    case 'blocked':
    case 'skipped':
      return null;
  }
}

/** Whether a case is as an entry says. What is only tolerated is so however the run was judged. */
export function holds({ verdict: said }: Pick<BaselineEntry, 'verdict'>, found: CaseResult): boolean {
  const { verdict, kind } = found;
  if (said === 'tolerated') {
    return works(found) && !isExact(found);
  }
  return verdict !== 'pass' && (said === verdict || said === kind);
}
