import { Histogram } from '../../lib/histogram.js';
import { summarizeTimes } from '../../results/latency.js';
import type { Load, LoadFigures, StepResult } from '../../results/types.js';
import type { CountedCall, TurnMeter } from '../context.js';
import type { Clock } from '../control/clock.js';
import { operationOf, type PlannedStep } from '../plan/planned-step.js';
import type { LoadShape, Turn } from './schedule.js';
import { type TimedCall, Timeline } from './timeline.js';

/** How many failures of a load are kept whole. */
const mostFailures = 50;

/** What counts one turn, and knows afterwards whether it sent anything. */
export interface MeteredTurn extends TurnMeter {
  readonly hasSent: boolean;
}

/** Measures a load in constant memory: counts, histograms, the first failures. */
export class LoadMeter {
  readonly #shape: LoadShape;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #all = new Figures();
  readonly #operations = new Map<string, { readonly operation: string | null; readonly figures: Figures }>();
  readonly #timeline: Timeline;
  readonly #failures: StepResult[] = [];
  #wanted = 0;
  #lastMs = 0;

  constructor(shape: LoadShape, clock: Pick<Clock, 'monotonic'>) {
    this.#shape = shape;
    this.#clock = clock;
    this.#lastMs = this.#measureFromMs;
    this.#timeline = new Timeline(shape.startMs, shape.warmUpMs + shape.durationMs);
  }

  /** Counts what one turn does. */
  turn(turn: Turn): MeteredTurn {
    const isMeasured = turn.intendedMs >= this.#measureFromMs;
    // Arrivals do not wait for responses, so that the time of the first counts from when it was due.
    let dueMs = this.#shape.users === undefined ? turn.intendedMs : null;
    const count = (planned: PlannedStep, call: CountedCall): boolean => {
      const endMs = this.#clock.monotonic();
      const seconds = call.seconds === null ? null : dueMs === null ? call.seconds : (endMs - dueMs) / 1000;
      dueMs = null;
      return this.#count(planned, { ...call, seconds, endMs, isMeasured });
    };
    let hasSent = false;
    return {
      get hasSent() {
        return hasSent;
      },
      count(planned, call) {
        hasSent ||= call.seconds !== null;
        return count(planned, call);
      },
      keep: (result) => this.#keep(result),
    };
  }

  /** How many responses were judged, and how many of them were wrong. */
  get tally(): { readonly requests: number; readonly wrong: number } {
    const { passed, failed, error } = this.#all;
    return { requests: passed + failed + error, wrong: failed + error };
  }

  /** What was measured, once no turn is under way any more. */
  figures(endedEarly: boolean): Pick<Load, Measured> {
    const plannedMs = endedEarly ? 0 : this.#shape.durationMs;
    const measured = Math.max(plannedMs, this.#lastMs - this.#measureFromMs) / 1000;
    return {
      measured,
      ...this.#all.summarize(measured),
      operations: [...this.#operations].map(([name, { operation, figures }]) => ({
        name,
        operation_name: operation,
        ...figures.summarize(measured),
      })),
      ...this.#timeline.summarize(),
      failures: this.#failures,
      failures_left_out: this.#wanted - this.#failures.length,
    };
  }

  get #measureFromMs(): number {
    return this.#shape.startMs + this.#shape.warmUpMs;
  }

  #count(planned: PlannedStep, call: TimedCall): boolean {
    this.#all.count(call);
    this.#figuresOf(planned).count(call);
    this.#timeline.count(call);
    if (call.isMeasured) {
      this.#lastMs = Math.max(this.#lastMs, call.endMs);
    }
    if (call.status === 'pass' || call.status === 'skipped') {
      return false;
    }
    this.#wanted++;
    return this.#wanted <= mostFailures;
  }

  #keep(result: StepResult): void {
    if (result.status === 'fail' || result.status === 'error') {
      this.#failures.push(result);
    }
  }

  #figuresOf(planned: PlannedStep): Figures {
    const operation = operationOf(planned);
    const name = planned.step.name ?? operation ?? planned.step.kind;
    let known = this.#operations.get(name);
    if (!known) {
      known = { operation, figures: new Figures() };
      this.#operations.set(name, known);
    }
    return known.figures;
  }
}

type Measured =
  | keyof LoadFigures
  | 'measured'
  | 'operations'
  | 'interval'
  | 'over_time'
  | 'failures'
  | 'failures_left_out';

class Figures {
  passed = 0;
  failed = 0;
  error = 0;
  #exact = 0;
  #passedInTime = 0;
  readonly #times = Histogram.make();

  count({ status, isExact, seconds, isMeasured }: TimedCall): void {
    if (status === 'pass') {
      this.passed++;
      this.#exact += isExact ? 1 : 0;
      this.#passedInTime += isMeasured ? 1 : 0;
    } else if (status === 'fail') {
      this.failed++;
    } else {
      this.error++;
    }
    if (isMeasured && seconds !== null) {
      this.#times.record(seconds);
    }
  }

  summarize(measured: number): LoadFigures {
    const { passed, failed, error } = this;
    const all = passed + failed + error;
    return {
      passed,
      failed,
      error,
      exact: this.#exact,
      error_rate: all === 0 ? 0 : (failed + error) / all,
      throughput: measured === 0 ? 0 : this.#passedInTime / measured,
      latency: summarizeTimes(this.#times),
    };
  }
}
