import type { FailureKind, OutcomeSummary } from '../expectations/index.js';
import { defined } from '../lib/defined.js';
import type { Status } from '../results/types.js';

/** Why a step did not pass: in one sentence, and where a response was judged, in which way it missed. */
export interface StepFailure {
  readonly kind: FailureKind | null;
  readonly reason: string;
}

/** The outcome of a step and all that is in it; `iterations` has one entry per judged response, for `all`. */
export interface StepOutcome {
  readonly status: Status;
  readonly iterations: readonly OutcomeSummary[];
  readonly finding?: StepFailure;
  /** Where it passed: the first response that was not exactly the expected one, and why it is accepted. */
  readonly deviation?: string;
  /** Why some of it never ran, or was not decided, where the run stopped before its end. */
  readonly unfinished?: string;
}

/** The outcome of a step that sends nothing and succeeded. */
export const passed: StepOutcome = { status: 'pass', iterations: [] };

const severity: Readonly<Record<Status, number>> = { skipped: 0, pass: 1, fail: 2, error: 3 };

/** Joins the outcomes of the parts of a step: the worst status counts, with the first finding of that kind. */
export function joinOutcomes(outcomes: readonly StepOutcome[]): StepOutcome {
  let worst: StepOutcome = { status: outcomes.length === 0 ? 'pass' : 'skipped', iterations: [] };
  for (const outcome of outcomes) {
    if (severity[outcome.status] > severity[worst.status]) {
      worst = outcome;
    }
  }
  const unfinished = outcomes.find((outcome) => outcome.unfinished !== undefined)?.unfinished;
  const deviation = outcomes.find((outcome) => outcome.deviation !== undefined)?.deviation;
  return {
    status: worst.status,
    iterations: outcomes.flatMap(({ iterations }) => iterations),
    ...defined({ finding: worst.finding, unfinished, deviation }),
  };
}

/** True for an outcome that ends a block. */
export function isBroken({ status }: Pick<StepOutcome, 'status'>): boolean {
  return status === 'fail' || status === 'error';
}
