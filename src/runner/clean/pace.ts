/** The clock that waiting goes by; milliseconds. */
export interface CleanUpClock {
  now(): Date;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** How long a clean-up may wait, and for what. */
export interface CleanUpPace {
  now(): Date;
  /** A pause before the next try. */
  pause(ms: number): Promise<void>;
  /** Waits for a lock to end; `reason` says which. */
  waitForLock(reason: string, ms: number): Promise<void>;
  /** Whether somebody waits for the end, so that only what must be is waited for. */
  isHurried(): boolean;
  /** The most that one bucket may take, in milliseconds. */
  readonly longestMs: number;
}

/** The least that one bucket may take, in milliseconds, whatever the time for one operation. */
const leastMs = 60_000;

/** How long a bucket may take where one operation may take so long, in seconds. */
export function longestFor(timeout: number): number {
  return Math.max(leastMs, timeout * 1000);
}
