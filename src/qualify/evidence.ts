import type { ConsistencyResults } from '../consistency/results.js';
import { groupBy } from '../lib/group-by.js';
import { isRecord } from '../lib/records.js';
import type { CaseResult, Results, StepResult } from '../results/types.js';
import { outcomeOfConsistency } from './verdict/consistency.js';
import { type Differences, differencesOf, outcomeOfData } from './verdict/details.js';
import { type Outcome, outcomeOfCase } from './verdict/outcome.js';
import { lacksEssentials, outcomeOfReplay, outcomeOfStep } from './verdict/replay.js';

/** The exchange in which something was seen, and what was expected instead; secrets are masked. */
export interface SeenExchange {
  readonly operation: string | null;
  /** Method and URL. */
  readonly request: string;
  /** The HTTP status; null without a response. */
  readonly status: number | null;
  /** Where the response differs, such as `status_code`; null without a response. */
  readonly path: string | null;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** Something that was tried, and what it says. */
export interface Evidence {
  readonly kind: 'case' | 'consistency' | 'replay';
  /** The id of the case, the name of the workload, or the file of the scenario. */
  readonly id: string;
  readonly outcome: Outcome;
  /** What it says of bytes and keys alone, where what differs is a detail; null where it says no more than `outcome`. */
  readonly data_outcome: Outcome | null;
  /** Where the responses of a case differ; null where nothing does, or more is wrong than that. */
  readonly differences: Differences | null;
  /** Why it does not hold, in one line; null where it does. */
  readonly reason: string | null;
  readonly exchange: SeenExchange | null;
  /** The command that tries it alone; null where it holds. */
  readonly reproduce: string | null;
}

/**
 * The evidence of every case of a run. A case that is blocked is refused where a probe that it waits for is; one that failed
 * once and then passed decides nothing.
 */
export function evidenceOfCases(
  { cases, results }: Pick<Results, 'cases' | 'results'>,
  probesOf: (caseId: string) => readonly string[],
): readonly Evidence[] {
  const steps = groupBy(results, (step) => step.case);
  const verdicts = new Map(cases.map((one) => [one.id, one]));
  const outcomeOf = (one: CaseResult): Outcome => {
    if (one.verdict === 'blocked') {
      const probes = probesOf(one.id).flatMap((id) => verdicts.get(id) ?? []);
      // Only what a server says it does not have says something of what needs it.
      return probes.some((probe) => outcomeOf(probe) === 'refused') ? 'refused' : 'not-decided';
    }
    if (one.is_flaky) {
      return 'not-decided';
    }
    const wrong = (steps.get(one.id) ?? []).find(isWrong);
    return one.kind === 'wrong-result' && wrong && lacksEssentials(wrong) ? 'refused' : outcomeOfCase(one);
  };
  return cases.map((one) => ({
    kind: 'case',
    id: one.id,
    outcome: outcomeOf(one),
    data_outcome: one.is_flaky ? null : outcomeOfData(steps.get(one.id) ?? []),
    differences: one.is_flaky ? null : differencesOf(steps.get(one.id) ?? []),
    reason: reasonOfCase(one),
    exchange: exchangeOf((steps.get(one.id) ?? []).find(isWrong)),
    reproduce: one.reproduce ?? null,
  }));
}

function reasonOfCase({ verdict, reason, is_flaky }: CaseResult): string | null {
  const why = reason ?? verdict;
  return verdict === 'pass'
    ? null
    : is_flaky
      ? `it failed once, and passed when it was tried again: ${why}`
      : why;
}

/** The evidence of one workload; `command` runs it again. */
export function evidenceOfConsistency(
  workload: string,
  results: ConsistencyResults,
  command: string,
): Evidence {
  const outcome = outcomeOfConsistency(results);
  const [violation] = results.verdicts.flatMap(({ checker, findings }) =>
    findings.map(({ message }) => `${checker}: ${message}`),
  );
  const [unjudged] = results.not_judged.map(({ reason }) => reason);
  const [undecided] = results.verdicts.flatMap(({ reason }) => reason ?? []);
  const reason = violation ?? unjudged ?? undecided ?? (results.interrupted ? 'interrupted' : 'not decided');
  return {
    kind: 'consistency',
    id: workload,
    outcome,
    data_outcome: null,
    differences: null,
    reason: outcome === 'met' ? null : reason,
    exchange: null,
    reproduce: outcome === 'met' ? null : command,
  };
}

/** The evidence of a replayed recording. */
export function evidenceOfReplay(file: string, { results }: Pick<Results, 'results'>): Evidence {
  const outcome = outcomeOfReplay(results);
  const telling = results.find((step) => step.status !== 'skipped' && outcomeOfStep(step) === outcome);
  const wrong = outcome === 'met' ? undefined : telling;
  return {
    kind: 'replay',
    id: file,
    outcome,
    data_outcome: null,
    differences: null,
    reason: outcome === 'met' ? null : reasonOf(wrong),
    exchange: exchangeOf(wrong),
    reproduce: wrong?.reproduce ?? null,
  };
}

function reasonOf(step: StepResult | undefined): string {
  if (step === undefined) {
    return 'nothing was replayed';
  }
  const [mismatch] = step.mismatches;
  const what = mismatch
    ? `${mismatch.path}: expected ${JSON.stringify(mismatch.expected)}, actual ${JSON.stringify(mismatch.actual)}`
    : (step.error_message ?? step.status);
  return `${step.group_name} ${step.step}: ${step.operation_name ?? step.kind}: ${what}`;
}

function isWrong({ status }: StepResult): boolean {
  return status === 'fail' || status === 'error';
}

function exchangeOf(step: StepResult | undefined): SeenExchange | null {
  const exchange = step?.http.at(-1);
  if (step === undefined || exchange === undefined) {
    return null;
  }
  const [mismatch] = step.mismatches;
  return {
    operation: step.operation_name,
    request: `${exchange.method} ${exchange.url}`,
    status: exchange.status,
    path: mismatch?.path ?? null,
    expected: withoutLongTexts(mismatch?.expected),
    actual: withoutLongTexts(mismatch?.actual),
  };
}

/** The same value, for reading: long texts are cut. */
function withoutLongTexts(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.length > 200 ? `${value.slice(0, 200)}…` : value;
  }
  if (Array.isArray(value)) {
    return value.slice(0, 20).map(withoutLongTexts);
  }
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLongTexts(inner)]))
    : (value ?? null);
}
