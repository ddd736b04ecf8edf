import type { Clock } from '../control/clock.js';
import { dueBefore, dueMs, userStartMs } from './arrivals.js';

/** How turns are begun; all times are milliseconds, `rate` is per second. */
export interface LoadShape {
  /** When it begins, by the monotonic clock. */
  readonly startMs: number;
  readonly users?: number;
  readonly rate?: number;
  readonly rampMs: number;
  readonly warmUpMs: number;
  readonly durationMs: number;
  /** How many turns of an open model may be under way at once. */
  readonly most: number;
}

/** One turn that begins; `intendedMs` is when it was due, by the monotonic clock. */
export interface Turn {
  readonly index: number;
  /** In the closed model, whose turn it is. */
  readonly user?: number;
  readonly intendedMs: number;
}

/** What a schedule needs from outside. */
export interface ScheduleHost {
  readonly clock: Clock;
  /** Wakes up what waits. */
  readonly stop: AbortSignal;
  /** Why no further turn may begin, or null. */
  stopReason(): string | null;
  /** Does a turn, and says whether it sent anything; never rejects. */
  work(turn: Turn): Promise<boolean>;
}

/** How a load went, as far as its schedule knows. */
export interface Scheduled {
  readonly turns: number;
  /** Why it ended before its time; null where it did not. */
  readonly endedEarly: string | null;
  /** Open model: turns that were due and found no place, and how long the last of them waited for one. */
  readonly waited: number;
  readonly longestWaitMs: number;
  /** Open model: turns that were due and never began. */
  readonly notStarted: number;
}

/** Begins turns until the time is over, and waits for those under way. */
export function schedule(shape: LoadShape, host: ScheduleHost): Promise<Scheduled> {
  const { users, rate } = shape;
  return users === undefined ? atRate(rate ?? 1, shape, host) : byUsers(users, shape, host);
}

/** A turn that sends nothing would be followed by the next at once, and nothing else could happen in between. */
const idleMs = 1;

async function byUsers(
  users: number,
  { startMs, rampMs, warmUpMs, durationMs }: LoadShape,
  { clock, stop, stopReason, work }: ScheduleHost,
): Promise<Scheduled> {
  const endMs = startMs + warmUpMs + durationMs;
  let turns = 0;
  let endedEarly: string | null = null;
  const isOver = () => {
    if (clock.monotonic() >= endMs) {
      return true;
    }
    endedEarly ??= stopReason();
    return endedEarly !== null;
  };
  const loop = async (user: number): Promise<void> => {
    const waitMs = startMs + userStartMs(user, users, rampMs) - clock.monotonic();
    if (waitMs > 0) {
      await clock.sleep(waitMs, stop);
    }
    while (!isOver()) {
      if (!(await work({ index: turns++, user, intendedMs: clock.monotonic() }))) {
        await clock.sleep(idleMs, stop);
      }
    }
  };
  await Promise.all(Array.from({ length: users }, (_, user) => loop(user)));
  return { turns, endedEarly, waited: 0, longestWaitMs: 0, notStarted: 0 };
}

async function atRate(
  rate: number,
  { startMs, rampMs, warmUpMs, durationMs, most }: LoadShape,
  { clock, stop, stopReason, work }: ScheduleHost,
): Promise<Scheduled> {
  const arrivals = { rate, rampMs };
  const totalMs = warmUpMs + durationMs;
  const underWay = new Set<Promise<unknown>>();
  let wake = (): void => {};
  const place = () => new Promise<void>((resolve) => (wake = resolve));
  const over = new AbortController();
  const alarm = clock.sleep(totalMs, AbortSignal.any([stop, over.signal])).then(() => wake());

  let turns = 0;
  let waited = 0;
  let longestWaitMs = 0;
  let endedEarly: string | null = null;
  const elapsedMs = () => clock.monotonic() - startMs;
  for (;;) {
    const due = dueMs(turns, arrivals);
    if (due >= totalMs) {
      break;
    }
    const earlyMs = due - elapsedMs();
    if (earlyMs > 0) {
      await clock.sleep(earlyMs, stop);
    }
    const isFull = underWay.size >= most;
    while (underWay.size >= most && elapsedMs() < totalMs && stopReason() === null) {
      await place();
    }
    endedEarly = stopReason();
    // Where there is a place, what was due begins, even where this process comes late to it.
    if (endedEarly !== null || underWay.size >= most) {
      break;
    }
    if (isFull) {
      waited++;
      longestWaitMs = Math.max(longestWaitMs, elapsedMs() - due);
    }
    const task = work({ index: turns++, intendedMs: startMs + due });
    const ended = task.finally(() => {
      underWay.delete(ended);
      wake();
    });
    underWay.add(ended);
  }
  const notStarted = Math.max(0, dueBefore(Math.min(elapsedMs(), totalMs), arrivals) - turns);
  over.abort();
  await Promise.all([alarm, ...underWay]);
  return { turns, endedEarly, waited, longestWaitMs, notStarted };
}
