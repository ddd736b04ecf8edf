import type { Clock } from './clock.js';

/** Seconds since a moment of the monotonic clock, to the microsecond. */
export function secondsSince(startMs: number, clock: Clock): number {
  return Math.round((clock.monotonic() - startMs) * 1000) / 1_000_000;
}
