import { Histogram } from '../../lib/histogram.js';
import type { Status } from '../../results/types.js';
import type { PlannedStep } from '../plan/planned-step.js';

/** So many turns of a step have an entry of their own in the results. */
const mostKept = 1000;
/** And so many of the later ones that did not pass. */
const mostFailuresKept = 100;
/** How often it is told what was counted so far, in milliseconds. */
const tellEveryMs = 1000;

/** What of a turn is counted; times are milliseconds since 1970, `seconds` is what it took. */
export interface CountedTurn {
  readonly status: Status;
  readonly startedMs: number;
  readonly seconds: number;
  readonly isExact: boolean;
  readonly skipReason: string | null;
  readonly operation: string | null;
  readonly credential: string;
}

/** The turns of a step that are counted and have no entry of their own. */
export interface CountedTurns {
  readonly first: CountedTurn;
  readonly counts: Record<Status, number>;
  exact: number;
  beganMs: number;
  endedMs: number;
  skipReason: string | null;
  /** How long those took that passed. */
  readonly times: Histogram;
}

/** Where a loop stands that no other is around. */
export interface LoopPlace {
  readonly order: readonly number[];
  readonly iteration: number | string | null;
}

/**
 * Decides which turns of a loop, and of the loops in it, have an entry of their own in the results, and counts the others:
 * a run of a million operations fits into memory.
 */
export class Turns {
  readonly #begun = new Map<PlannedStep, number>();
  readonly #failures = new Map<PlannedStep, number>();
  readonly #counted = new Map<PlannedStep, CountedTurns>();
  #toldMs = Number.NEGATIVE_INFINITY;

  constructor(readonly place: LoopPlace) {}

  /** The number of the turn of a loop that begins, from 0; of one that is inside of another, among all of its turns. */
  begin(loop: PlannedStep): number {
    const number = this.#begun.get(loop) ?? 0;
    this.#begun.set(loop, number + 1);
    return number;
  }

  /** Whether a step that ended so in that turn has an entry of its own. Asked once for each. */
  keeps(step: PlannedStep, turn: number, status: Status): boolean {
    if (turn < mostKept) {
      return true;
    }
    const failures = this.#failures.get(step) ?? 0;
    if (status === 'pass' || status === 'skipped' || failures >= mostFailuresKept) {
      return false;
    }
    this.#failures.set(step, failures + 1);
    return true;
  }

  /** Counts a turn that has no entry. */
  count(step: PlannedStep, turn: CountedTurn): void {
    const { status, startedMs, seconds, isExact, skipReason } = turn;
    const counted = this.#countedOf(step, turn);
    counted.counts[status]++;
    counted.beganMs = Math.min(counted.beganMs, startedMs);
    counted.endedMs = Math.max(counted.endedMs, startedMs + seconds * 1000);
    counted.skipReason ??= skipReason;
    if (status === 'pass') {
      counted.exact += isExact ? 1 : 0;
      counted.times.record(seconds);
    }
  }

  /** What was counted so far, step by step. */
  counted(): Iterable<readonly [PlannedStep, CountedTurns]> {
    return this.#counted;
  }

  /** Whether it is time to tell what was counted; true once a second at the most. */
  isDue(nowMs: number): boolean {
    const isDue = nowMs - this.#toldMs >= tellEveryMs;
    if (isDue) {
      this.#toldMs = nowMs;
    }
    return isDue;
  }

  /** The same for an attempt that may come to nothing; it is never due. */
  fork(): Turns {
    const fork = new Turns(this.place);
    fork.#toldMs = Number.POSITIVE_INFINITY;
    copy(this.#begun, fork.#begun);
    copy(this.#failures, fork.#failures);
    return fork;
  }

  /** Takes over what an attempt counted that decided. */
  join(fork: Turns): void {
    copy(fork.#begun, this.#begun);
    copy(fork.#failures, this.#failures);
    for (const [step, { first, counts, exact, beganMs, endedMs, skipReason, times }] of fork.#counted) {
      const counted = this.#countedOf(step, first);
      for (const status of statuses) {
        counted.counts[status] += counts[status];
      }
      counted.exact += exact;
      counted.beganMs = Math.min(counted.beganMs, beganMs);
      counted.endedMs = Math.max(counted.endedMs, endedMs);
      counted.skipReason ??= skipReason;
      counted.times.merge(times);
    }
  }

  #countedOf(step: PlannedStep, first: CountedTurn): CountedTurns {
    const known = this.#counted.get(step);
    if (known) {
      return known;
    }
    const counted = {
      first,
      counts: { pass: 0, fail: 0, error: 0, skipped: 0 },
      exact: 0,
      beganMs: first.startedMs,
      endedMs: first.startedMs,
      skipReason: null,
      times: Histogram.make(),
    };
    this.#counted.set(step, counted);
    return counted;
  }
}

const statuses = ['pass', 'fail', 'error', 'skipped'] as const;

function copy<K, V>(from: ReadonlyMap<K, V>, to: Map<K, V>): void {
  for (const [key, value] of from) {
    to.set(key, value);
  }
}
