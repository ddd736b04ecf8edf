import type { Clock } from '../context.js';

/** Seconds since a moment of the monotonic clock, to the microsecond. */
export function secondsSince(begun: number, clock: Clock): number {
  return Math.round((clock.monotonic() - begun) * 1000) / 1_000_000;
}
