import { createHash } from 'node:crypto';
import { hashPlan, makePlan, type PlanOptions } from '../core/plan/make-plan.js';
import type { Plan } from '../core/plan/plan.js';
import type { Results } from '../results/types.js';
import { describeResults } from './describe-results.js';
import { longestFirst } from './longest-first.js';
import type { SelectedCases } from './select-cases.js';
import type { Suite } from './suite.js';
import { baseId, type SuiteCase } from './suite-case.js';

/** Runs a plan, as `run` of the core does; handed in, since it has effects. */
export type RunPlan = (plan: Plan) => Promise<Results>;

/** How a suite is run. */
export interface SuiteOptions extends Omit<PlanOptions, 'selection' | 'only' | 'parallel'> {
  readonly selected: SelectedCases;
  readonly run: RunPlan;
  /** How often what failed is tried again, to see whether it is flaky. */
  readonly repeatFailed?: number;
}

/** Plans what a run of the chosen cases will do, if the features that they need work. */
export function planSuite(
  suite: Suite,
  options: Pick<SuiteOptions, 'settings' | 'credentials' | 'targetFacts' | 'selected'>,
): Plan {
  const { selected, ...planOptions } = options;
  const running = selected.chosen.filter((one) => selected.runs(one));
  const ids = new Set([...running.map(({ id }) => id), ...probesOf(suite, running)]);
  return planCases(suite, planOptions, ids, () => null);
}

/**
 * Runs the chosen cases of a suite: the probes of the features that they need first, then all others, which are
 * `blocked` where a probe did not pass; then, where asked to, what failed again.
 */
export async function runSuite(suite: Suite, options: SuiteOptions): Promise<Results> {
  const { selected, run, repeatFailed = 0, ...planOptions } = options;
  const plan = (ids: ReadonlySet<string>, skipOf: (one: SuiteCase) => CaseSkip | null): Plan =>
    planCases(suite, planOptions, ids, skipOf);
  const running = selected.chosen.filter((one) => selected.runs(one));
  const probes = probesOf(suite, running);
  const probed = probes.size === 0 ? null : await run(plan(probes, () => null));
  const works = new Set(probed?.cases.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  const rest = new Set(selected.chosen.map(({ id }) => id).filter((id) => !probes.has(id)));
  const isOver = probed?.interrupted || (probed?.endpoint_lost ?? null) !== null;
  const ran = probed && isOver ? null : await run(plan(rest, (one) => skipCase(one, suite, selected, works)));
  const chosen = new Set(selected.chosen.map(({ id }) => id));
  let results = joinRuns([probed, ran], suite, chosen);
  for (
    let round = 0;
    round < repeatFailed && !results.interrupted && results.endpoint_lost === null;
    round++
  ) {
    const failed = new Set(results.cases.filter(isFailed).map(({ id }) => baseId(id)));
    if (failed.size === 0) break;
    results = markFlaky(results, await run(plan(failed, () => null)));
  }
  return describeResults(results, suite, hashOf(hashPlan(suite.configuration, planOptions), selected));
}

/** A hash of the suite and of what was asked of it: the shards of a run share it. */
function hashOf(planId: string, { asked }: SelectedCases): string {
  return createHash('sha256')
    .update(JSON.stringify([planId, asked]))
    .digest('hex');
}

interface CaseSkip {
  readonly reason: string;
  readonly isBlocked?: boolean;
}

function planCases(
  suite: Suite,
  options: Omit<PlanOptions, 'selection' | 'only' | 'parallel'>,
  ids: ReadonlySet<string>,
  skipOf: (one: SuiteCase) => CaseSkip | null,
): Plan {
  const byId = new Map(suite.cases.map((one) => [one.id, one]));
  const judgeCase = (id: string): CaseSkip | null => {
    const one = byId.get(id);
    return one ? skipOf(one) : null;
  };
  return longestFirst(
    makePlan(suite.configuration, { ...options, parallel: true, selection: { judgeCase }, only: ids }),
  );
}

/** The probes of every feature that the cases need, and of what these need themselves. */
function probesOf(suite: Suite, cases: readonly SuiteCase[]): Set<string> {
  const byId = new Map(suite.cases.map((one) => [one.id, one]));
  const probes = new Set<string>();
  const visit = (one: SuiteCase): void => {
    for (const need of one.needs) {
      const probe = suite.features.find(({ name }) => name === need)?.probe;
      const found = probe === undefined ? undefined : byId.get(probe);
      if (!found || probes.has(found.id)) continue;
      probes.add(found.id);
      visit(found);
    }
  };
  for (const one of cases) visit(one);
  return probes;
}

function skipCase(
  one: SuiteCase,
  suite: Suite,
  selected: SelectedCases,
  works: ReadonlySet<string>,
): CaseSkip | null {
  if (!selected.runs(one)) return { reason: 'level' };
  for (const need of one.needs) {
    const probe = suite.features.find(({ name }) => name === need)?.probe;
    if (probe !== undefined && !works.has(probe))
      return { reason: `${need} does not work: ${probe}`, isBlocked: true };
  }
  return null;
}

function isFailed({ verdict }: Results['cases'][number]): boolean {
  return verdict === 'fail' || verdict === 'error' || verdict === 'unsupported';
}

/** One result of several runs, in the order of the suite, with what was chosen alone. */
function joinRuns(runs: readonly (Results | null)[], suite: Suite, chosen: ReadonlySet<string>): Results {
  const all = runs.filter((one) => one !== null);
  const [first] = all;
  const last = all.at(-1);
  if (!first || !last) throw new Error('a suite was run without a run');
  const place = new Map(suite.cases.map(({ id }, index) => [id, index]));
  const rank = (id: string | null): number => place.get(baseId(id ?? '')) ?? suite.cases.length;
  const isChosen = (id: string | null): boolean => id !== null && chosen.has(baseId(id));
  return {
    ...first,
    end_time: last.end_time,
    interrupted: all.some(({ interrupted }) => interrupted),
    endpoint_lost: all.find(({ endpoint_lost }) => endpoint_lost !== null)?.endpoint_lost ?? null,
    results: all
      .flatMap(({ results }) => results)
      .filter((step) => isChosen(step.case))
      .sort((a, b) => rank(a.case) - rank(b.case)),
    cases: all
      .flatMap(({ cases }) => cases)
      .filter(({ id }) => isChosen(id))
      .sort((a, b) => rank(a.id) - rank(b.id)),
  };
}

/** Marks what failed before and passes now. The failure stays in the results: it is what was seen first. */
function markFlaky(results: Results, again: Results): Results {
  const passed = new Set(again.cases.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  return {
    ...results,
    end_time: again.end_time,
    cases: results.cases.map((one) =>
      isFailed(one) && passed.has(one.id) ? { ...one, is_flaky: true } : one,
    ),
  };
}
