import { groupBy } from '../lib/group-by.js';
import type { ResultHead, ResultSource, StepEntry } from '../results/source.js';
import { countStep } from '../results/summarize.js';
import { isExact, statusOfCase, type TestTally, tallyTests } from '../results/tally-tests.js';
import type { CaseResult, Status } from '../results/types.js';
import { elapsed } from './durations.js';

/** One group of a run: its result as a whole, and what it is made of, in order. */
export interface GroupOverview {
  readonly name: string;
  readonly status: Status;
  readonly tests: TestTally;
  /** Seconds on the clock. */
  readonly duration: number;
  readonly steps: readonly StepEntry[];
  readonly cases: readonly CaseResult[];
}

/** One thing that went wrong: a case with its failed steps, or a step outside of a case. */
export interface Problem {
  readonly status: 'fail' | 'error';
  readonly case: CaseResult | null;
  readonly steps: readonly StepEntry[];
}

/** The groups of a run, in the order of the configuration. */
export function groupsOf(results: ResultSource): readonly GroupOverview[] {
  const steps = groupBy(results.results, (step) => step.group_name);
  const cases = groupBy(results.cases, (one) => one.group_name);
  const names = new Set([...steps.keys(), ...cases.keys()]);
  return [...names].map((name) => groupOverview(name, steps.get(name) ?? [], cases.get(name) ?? []));
}

/** The steps of a group by the case that they belong to. */
export function stepsByCase({ steps }: GroupOverview): ReadonlyMap<string | null, readonly StepEntry[]> {
  return groupBy(steps, (step) => step.case);
}

/** Everything that failed or could not be judged, in the order of the configuration. */
export function problemsOf(results: ResultSource): readonly Problem[] {
  const cases = new Map(results.cases.map((one) => [one.id, one]));
  const stepsOfCase = groupBy(results.results.filter(isWrong), (step) => step.case);
  const inexactSteps = groupBy(
    results.results.filter(({ isDeviant }) => isDeviant),
    (step) => step.case,
  );
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const step of results.results.filter(isWrong)) {
    const owner = step.case === null ? undefined : cases.get(step.case);
    if (owner === undefined) {
      problems.push({ status: step.status === 'error' ? 'error' : 'fail', case: null, steps: [step] });
    } else if (!seen.has(owner.id)) {
      seen.add(owner.id);
      problems.push(problemOfCase(owner, stepsOfCase.get(owner.id) ?? []));
    }
  }
  const withoutSteps = results.cases.filter((one) => !seen.has(one.id) && statusOfCase(one) !== 'pass');
  const problemsWithoutSteps = withoutSteps
    .filter((one) => statusOfCase(one) !== 'skipped')
    .map((one) => problemOfCase(one, one.kind === 'tolerated' ? (inexactSteps.get(one.id) ?? []) : []));
  return [...problems, ...problemsWithoutSteps];
}

/** The cases that passed and are not exact. */
export function inexactCases({ cases }: Pick<ResultHead, 'cases'>): readonly CaseResult[] {
  return cases.filter((one) => one.verdict === 'pass' && !isExact(one));
}

/** Why steps and cases were left out, and how many for each reason, the commonest first; a case counts once. */
export function skipReasons(
  results: Pick<ResultSource, 'results' | 'cases'>,
): readonly (readonly [reason: string, count: number])[] {
  const skippedCases = results.cases.filter((one) => statusOfCase(one) === 'skipped');
  const ids = new Set(skippedCases.map(({ id }) => id));
  const counts = new Map<string, number>();
  const add = (reason: string, number: number): void => {
    counts.set(reason, (counts.get(reason) ?? 0) + number);
  };
  for (const { verdict, reason } of skippedCases) {
    add(reason ?? verdict, 1);
  }
  for (const step of results.results) {
    const { skipped } = countStep(step);
    if (skipped > 0 && (step.case === null || !ids.has(step.case))) {
      add(step.skip_reason ?? 'no reason given', skipped);
    }
  }
  return [...counts].toSorted((a, b) => b[1] - a[1]);
}

/** Whether it failed or could not be judged. */
export function isWrong({ status }: { readonly status: Status }): boolean {
  return status === 'fail' || status === 'error';
}

/** What a case's verdict says most exactly: `wrong-error` rather than `fail`. */
export function describeVerdict({ verdict, kind }: CaseResult): string {
  return kind ?? verdict;
}

function groupOverview(
  name: string,
  steps: readonly StepEntry[],
  cases: readonly CaseResult[],
): GroupOverview {
  return {
    name,
    status: worstStatus([...steps.map(({ status }) => status), ...cases.map(statusOfCase)]),
    tests: tallyTests({ results: steps, cases }),
    duration: elapsed(steps),
    steps,
    cases,
  };
}

/** The worst of several statuses; `skipped` where nothing ran. */
export function worstStatus(statuses: readonly Status[]): Status {
  return (['fail', 'error', 'pass'] as const).find((status) => statuses.includes(status)) ?? 'skipped';
}

function problemOfCase(one: CaseResult, steps: readonly StepEntry[]): Problem {
  return { status: statusOfCase(one) === 'error' ? 'error' : 'fail', case: one, steps };
}
