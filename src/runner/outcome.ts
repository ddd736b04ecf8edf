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
  const joined = new JoinedOutcomes();
  for (const [index, outcome] of outcomes.entries()) {
    joined.add(index, outcome);
  }
  return joined.outcome();
}

interface Placed<T> {
  readonly index: number;
  readonly found: T;
}

/** Joins outcomes as they come, in whatever order, and keeps no more of them than counts. */
export class JoinedOutcomes {
  #worst: Placed<StepOutcome> | undefined;
  #unfinished: Placed<string> | undefined;
  #deviation: Placed<string> | undefined;
  readonly #iterations: Placed<StepOutcome['iterations']>[] = [];

  /** Adds the outcome of the part that stands at this place. */
  add(index: number, outcome: StepOutcome): void {
    const { status, iterations, unfinished, deviation } = outcome;
    const worse = severity[status] - severity[this.#worst?.found.status ?? status];
    if (!this.#worst || worse > 0 || (worse === 0 && index < this.#worst.index)) {
      this.#worst = { index, found: outcome };
    }
    this.#unfinished = firstOf(this.#unfinished, index, unfinished);
    this.#deviation = firstOf(this.#deviation, index, deviation);
    if (iterations.length > 0) {
      this.#iterations.push({ index, found: iterations });
    }
  }

  /** The outcome of all parts together; without any it is passed. */
  outcome(): StepOutcome {
    const { status = 'pass', finding } = this.#worst?.found ?? {};
    return {
      status,
      iterations: this.#iterations.sort((a, b) => a.index - b.index).flatMap(({ found }) => found),
      ...defined({ finding, unfinished: this.#unfinished?.found, deviation: this.#deviation?.found }),
    };
  }
}

function firstOf(known: Placed<string> | undefined, index: number, found: string | undefined) {
  return found === undefined || (known && known.index < index) ? known : { index, found };
}

/** True for an outcome that ends a block. */
export function isBroken({ status }: Pick<StepOutcome, 'status'>): boolean {
  return status === 'fail' || status === 'error';
}
