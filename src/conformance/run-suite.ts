import { createHash } from 'node:crypto';
import { joinLeftBehind } from '../results/join-left-behind.js';
import type { ResultHead, ResultsWith, StepFacts } from '../results/source.js';
import type { CaseResult, StepResult } from '../results/types.js';
import { hashPlan, makePlan, type PlanOptions } from '../runner/plan/make-plan.js';
import type { Plan } from '../runner/plan/plan.js';
import type { AwaitedCase } from '../runner/plan/planned-step.js';
import { isRowSelected, selectRows } from '../runner/plan/selection.js';
import { describeResults } from './describe-results.js';
import { longestFirst } from './longest-first.js';
import type { SelectedCases } from './select-cases.js';
import type { Suite } from './suite.js';
import { baseId, rowOf, type SuiteCase } from './suite-case.js';

/** What of a step a suite looks at. */
type Counted = Pick<StepFacts, 'case' | 'status' | 'exact' | 'turns'>;

/** Runs a plan, as `run` of the core does; handed in, since it has effects. */
export type RunPlan<Step extends Counted = StepResult> = (plan: Plan) => Promise<ResultsWith<Step>>;

/** How a suite is run. */
export interface SuiteOptions<Step extends Counted = StepResult>
  extends Omit<PlanOptions, 'selection' | 'only' | 'parallel'> {
  readonly selected: SelectedCases;
  readonly run: RunPlan<Step>;
  /** How often what failed is tried again, to see whether it is flaky. */
  readonly repeatFailed?: number;
  /** Whether what is only tolerated has failed. */
  readonly exact?: boolean;
}

/** Plans what a run of the chosen cases will do, if the features that they need work. */
export function planSuite(
  suite: Suite,
  options: Pick<SuiteOptions, 'settings' | 'credentials' | 'targetFacts' | 'selected' | 'effort'>,
): Plan {
  const { selected, ...planOptions } = options;
  const running = selected.chosen.filter((one) => selected.runs(one));
  const ids = new Set([...running.map(({ id }) => id), ...probesOf(suite, running)]);
  return planCases(suite, planOptions, ids);
}

/**
 * Runs the chosen cases of a suite. Those that need a feature wait for its probe, and are `blocked` where it does not
 * pass. Then, where asked to, what failed is run again.
 */
export async function runSuite<Step extends Counted = StepResult>(
  suite: Suite,
  options: SuiteOptions<Step>,
): Promise<ResultsWith<Step>> {
  const { selected, run, repeatFailed = 0, exact = false, ...planOptions } = options;
  const chosen = new Set(selected.chosen.map(({ id }) => id));
  const probes = probesOf(
    suite,
    selected.chosen.filter((one) => selected.runs(one)),
  );
  const plan = planCases(suite, planOptions, new Set([...chosen, ...probes]), { selected, probes });
  const isChosen = isChosenBy(selected);
  let results = inOrderOf(suite, await run(plan), isChosen);
  for (
    let round = 0;
    round < repeatFailed && !results.interrupted && results.endpoint_lost === null;
    round++
  ) {
    const failed = failedCases(results);
    if (failed.size === 0) {
      break;
    }
    results = markFlaky(results, await run(planCases(suite, planOptions, failed)));
  }
  return describeResults(results, suite, {
    plan: suitePlanId(suite, options),
    shard: selected.shard && {
      ...selected.shard,
      endpoint: plan.settings.endpointUrl,
      whole: selected.asked,
      everywhere: [],
    },
    exact,
  });
}

/** A hash of the suite, of what was asked of it, of what applies and of how it is judged: the shards of a run share it. */
export function suitePlanId(
  suite: Suite,
  { selected, exact = false, ...options }: Omit<SuiteOptions, 'run' | 'repeatFailed'>,
): string {
  const planId = hashPlan(suite.configuration, options);
  const rows = (selected.globs ?? []).filter((glob) => rowOf(glob) !== undefined);
  return createHash('sha256')
    .update(JSON.stringify([planId, selected.asked, ...(exact ? ['exact'] : []), ...rows]))
    .digest('hex');
}

/** Plans cases: all of them at once, or those of other levels left out and the rest waiting for their probes. */
function planCases(
  suite: Suite,
  options: Omit<PlanOptions, 'selection' | 'only' | 'parallel'>,
  ids: ReadonlySet<string>,
  order?: { readonly selected: SelectedCases; readonly probes: ReadonlySet<string> },
): Plan {
  const selection = order ? selectionOf(suite, order.selected, order.probes) : {};
  return longestFirst(
    makePlan(suite.configuration, { ...options, parallel: true, selection, only: ids }),
    order?.probes ?? new Set(),
  );
}

function selectionOf(
  suite: Suite,
  selected: SelectedCases,
  probes: ReadonlySet<string>,
): NonNullable<PlanOptions['selection']> {
  const byId = new Map(suite.cases.map((one) => [one.id, one]));
  return {
    judgeCase(id) {
      const one = byId.get(id);
      return one && !probes.has(id) && !selected.runs(one) ? 'level' : null;
    },
    rowsOf: (id) => (probes.has(id) ? null : rowsOf(id, selected)),
    awaitedBy: (id) => (probes.has(id) ? [] : awaitedBy(byId.get(id), suite)),
  };
}

function awaitedBy(one: SuiteCase | undefined, suite: Suite): readonly AwaitedCase[] {
  return (one?.needs ?? []).flatMap((need) => {
    const probe = probeOf(suite, need);
    return probe === undefined ? [] : [{ caseId: probe, reason: `${need} does not work: ${probe}` }];
  });
}

function probeOf({ features }: Suite, feature: string): string | undefined {
  return features.find(({ name }) => name === feature)?.probe;
}

/** The probes of every feature that the cases need, and of what these need themselves. */
function probesOf(suite: Suite, cases: readonly SuiteCase[]): Set<string> {
  const byId = new Map(suite.cases.map((one) => [one.id, one]));
  const probes = new Set<string>();
  const visit = (one: SuiteCase): void => {
    for (const need of one.needs) {
      const probe = probeOf(suite, need);
      const found = probe === undefined ? undefined : byId.get(probe);
      if (!found || probes.has(found.id)) {
        continue;
      }
      probes.add(found.id);
      visit(found);
    }
  };
  for (const one of cases) {
    visit(one);
  }
  return probes;
}

/** The ids of what failed, of a case with rows as a whole. */
export function failedCases({ cases }: ResultHead): ReadonlySet<string> {
  return new Set(cases.filter(isFailed).map(({ id }) => baseId(id)));
}

function isFailed({ verdict }: CaseResult): boolean {
  return verdict === 'fail' || verdict === 'error' || verdict === 'unsupported';
}

/** Whether a case was chosen, or of one with rows whether this row was. */
function isChosenBy(selected: SelectedCases): (id: string | null) => boolean {
  const rowsByCase = new Map(selected.chosen.map(({ id }) => [id, rowsOf(id, selected)]));
  return (id) => {
    const rows = id === null ? undefined : rowsByCase.get(baseId(id));
    const row = id === null ? undefined : rowOf(id);
    return rows !== undefined && (rows === null || row === undefined || isRowSelected(row, rows));
  };
}

/** The rows of a case that were asked for, as globs; null for all. */
function rowsOf(id: string, { globs }: SelectedCases): readonly string[] | null {
  return globs === undefined ? null : selectRows(id, { cases: globs });
}

/** The same results in the order of the suite, with what was chosen alone. */
function inOrderOf<Step extends Counted>(
  suite: Suite,
  results: ResultsWith<Step>,
  isChosen: (id: string | null) => boolean,
): ResultsWith<Step> {
  const place = new Map(suite.cases.map(({ id }, index) => [id, index]));
  const rank = (id: string | null): number => place.get(baseId(id ?? '')) ?? suite.cases.length;
  return {
    ...results,
    results: results.results
      .filter((step) => isChosen(step.case))
      .toSorted((a, b) => rank(a.case) - rank(b.case)),
    cases: results.cases.filter(({ id }) => isChosen(id)).toSorted((a, b) => rank(a.id) - rank(b.id)),
  };
}

/** Marks what failed before and passes now. The failure stays in the results: it is what was seen first. */
function markFlaky<Found extends ResultHead>(results: Found, again: ResultHead): Found {
  const passed = new Set(again.cases.filter(({ verdict }) => verdict === 'pass').map(({ id }) => id));
  return {
    ...results,
    end_time: again.end_time,
    ...joinLeftBehind([results, again]),
    cases: results.cases.map((one) =>
      isFailed(one) && passed.has(one.id) ? { ...one, is_flaky: true } : one,
    ),
  };
}
