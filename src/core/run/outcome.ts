import type { OutcomeSummary } from '../../expectations/index.js';
import type { Status } from '../../results/types.js';

/** What came of a step and all that is in it; `turns` has one entry per judged answer, for `all`. */
export interface StepOutcome {
  readonly status: Status;
  readonly turns: readonly OutcomeSummary[];
}

const severity: Readonly<Record<Status, number>> = { skipped: 0, pass: 1, fail: 2, error: 3 };

/** Joins the outcomes of the parts of a step: the worst status counts. */
export function joinOutcomes(outcomes: readonly StepOutcome[]): StepOutcome {
  let status: Status = outcomes.length === 0 ? 'pass' : 'skipped';
  for (const outcome of outcomes) if (severity[outcome.status] > severity[status]) status = outcome.status;
  return { status, turns: outcomes.flatMap(({ turns }) => turns) };
}

/** True for an outcome that ends a block. */
export function isBroken({ status }: StepOutcome): boolean {
  return status === 'fail' || status === 'error';
}
