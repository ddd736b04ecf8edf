import { groupBy } from '../lib/group-by.js';
import { areaOf } from '../results/area-of.js';
import type { Conformance, Score, Withheld } from '../results/conformance.js';
import type { ResultHead, ResultSource, StepEntry } from '../results/source.js';
import { countOperations, summarize } from '../results/summarize.js';
import { tallyTests } from '../results/tally-tests.js';
import type { CaseResult } from '../results/types.js';
import { matchesCase } from '../runner/plan/selection.js';
import { type Hide, hiderOf } from './hide-ids.js';
import { scoreCases, tally } from './scorecard.js';
import { baseId } from './suite-case.js';

/**
 * The same results without the cases that have one of these tags, and without the cases around them: these are counted by
 * area, and nothing else names or counts them. Scores are those of the cases that are left. A step outside of cases goes
 * with the cases of its group; {@link whyNotWithheld} says where that is not enough.
 */
export function withhold(results: ResultSource, tags: readonly string[]): ResultSource {
  const hidden = hiddenIn(results.cases, tags);
  const { cases: all, results: allSteps, conformance, shard, ...head } = results;
  const hiddenGroups = new Set(hidden.map(({ group_name }) => group_name));
  const ids = new Set(hidden.map(({ id }) => id));
  const hide = hiderOf(ids);
  const cases = all.filter(({ id }) => !ids.has(id)).map((one) => hideInCase(one, hide));
  const steps = allSteps
    .filter((step) => (step.case === null ? !hiddenGroups.has(step.group_name) : !ids.has(step.case)))
    .map((step) => hideInStep(step, hide));
  return {
    ...head,
    // What the whole run is names its cases.
    ...(shard && { shard: { index: shard.index, count: shard.count, ...endpointOf(shard) } }),
    endpoint_lost: hide(head.endpoint_lost),
    total_operations: countOperations(steps),
    summary: summarize(steps),
    tests: tallyTests({ results: steps, cases }),
    results: steps,
    cases,
    ...(conformance && { conformance: withoutCases(conformance, cases, ids) }),
    withheld: addWithheld(results.withheld, { tags, areas: areasOf(hidden) }),
  };
}

/** Why results cannot be published without the cases of these tags: one sentence, or null where they can. */
export function whyNotWithheld(results: ResultSource, tags: readonly string[]): string | null {
  const { cases, withheld } = results;
  const untagged = cases.find((one) => one.tags === undefined);
  if (untagged) {
    return `they do not say which tags their cases have (${untagged.id})`;
  }
  const known = new Set([...cases.flatMap((one) => one.tags ?? []), ...(withheld?.tags ?? [])]);
  const unknown = tags.find((tag) => !known.has(tag));
  if (unknown !== undefined) {
    return `no case in them has the tag "${unknown}"`;
  }
  const named = new Set(cases.map(({ id }) => id));
  const loose = results.results.find(
    (step) => (step.case === null || !named.has(step.case)) && step.read().phase === 'test',
  );
  return loose ? `"${loose.group_name}" has a test outside of cases, which says no tags` : null;
}

type Endpoint = Pick<NonNullable<ResultHead['shard']>, 'endpoint'>;

function endpointOf({ endpoint }: Endpoint): Endpoint {
  return endpoint === undefined ? {} : { endpoint };
}

/** The cases with these tags; one around them has their failures as its own. */
function hiddenIn(cases: readonly CaseResult[], tags: readonly string[]): readonly CaseResult[] {
  const tagged = cases.filter((one) => tags.some((tag) => one.tags?.includes(tag)));
  const isAround = ({ id }: CaseResult) => tagged.some((one) => one.id.startsWith(`${baseId(id)}/`));
  return cases.filter((one) => tagged.includes(one) || isAround(one));
}

function hideInCase(one: CaseResult, hide: Hide): CaseResult {
  const { reason, deviation } = one;
  return { ...one, reason: hide(reason), ...(deviation === undefined ? {} : { deviation: hide(deviation) }) };
}

function hideInStep(step: StepEntry, hide: Hide): StepEntry {
  const skipReason = hide(step.skip_reason);
  if (skipReason === step.skip_reason) {
    return step;
  }
  const { group_name, case: caseId, status, duration, timestamp, isDeviant, isLoad } = step;
  return {
    ...{ group_name, case: caseId, status, duration, timestamp, isDeviant, isLoad },
    ...(step.exact === undefined ? {} : { exact: step.exact }),
    ...(step.turns === undefined ? {} : { turns: step.turns }),
    skip_reason: skipReason,
    read: () => ({ ...step.read(), skip_reason: skipReason }),
  };
}

function withoutCases(
  conformance: Conformance,
  cases: readonly CaseResult[],
  ids: ReadonlySet<string>,
): Conformance {
  const { crashes, baseline } = conformance;
  const bases = new Set([...ids].map(baseId));
  const named = (list: readonly string[]) => list.filter((id) => !ids.has(id) && !bases.has(id));
  return {
    ...conformance,
    ...scoreCases(cases.filter(({ level }) => level !== 'legacy')),
    crashes: named(crashes),
    baseline: baseline && {
      file: baseline.file,
      expected: named(baseline.expected),
      regressions: named(baseline.regressions),
      newly_passing: named(baseline.newly_passing),
      flaky: named(baseline.flaky),
      vanished: named(baseline.vanished),
      // Each of these is a pattern.
      expired: baseline.expired.filter((glob) => ![...ids].some((id) => matchesCase(id, glob))),
    },
  };
}

function areasOf(cases: readonly CaseResult[]): readonly Score[] {
  return [...groupBy(cases, areaOf)].map(([name, members]) => ({ name, ...tally(members) }));
}

/** What was withheld before, and now; of the numbers of an area the sums. */
function addWithheld(before: Withheld | undefined, now: Withheld): Withheld {
  const areas = groupBy([...(before?.areas ?? []), ...now.areas], ({ name }) => name);
  return {
    tags: [...new Set([...(before?.tags ?? []), ...now.tags])],
    areas: [...areas.values()].map((scores) => scores.reduce(addScores)).sort(byName),
  };
}

function addScores(a: Score, b: Score): Score {
  return {
    name: a.name,
    applicable: a.applicable + b.applicable,
    passed: a.passed + b.passed,
    exact: (a.exact ?? 0) + (b.exact ?? 0),
    failed: a.failed + b.failed,
    unsupported: a.unsupported + b.unsupported,
    blocked: a.blocked + b.blocked,
    error: a.error + b.error,
    skipped: a.skipped + b.skipped,
  };
}

function byName(a: Score, b: Score): number {
  return a.name < b.name ? -1 : 1;
}
