/** When the turns of an open model are due: at a rate that may rise from nothing. */
export interface Arrivals {
  /** Turns per second once all of it is there. */
  readonly rate: number;
  /** For how long the rate rises, evenly, in milliseconds. */
  readonly rampMs: number;
}

/** When the turn of a number is due, in milliseconds from the start; the first one is due at once. */
export function dueMs(index: number, { rate, rampMs }: Arrivals): number {
  const perMs = rate / 1000;
  const inRamp = (perMs * rampMs) / 2;
  return index < inRamp ? Math.sqrt((2 * index * rampMs) / perMs) : index / perMs + rampMs / 2;
}

/** How many turns are due before a moment. */
export function dueBefore(ms: number, arrivals: Arrivals): number {
  if (ms <= 0) {
    return 0;
  }
  const { rate, rampMs } = arrivals;
  const perMs = rate / 1000;
  const about = ms < rampMs ? (perMs * ms * ms) / (2 * rampMs) : perMs * (ms - rampMs / 2);
  // What is computed the other way round is off by one at the most.
  let count = Math.max(0, Math.floor(about) - 1);
  while (dueMs(count, arrivals) < ms) {
    count++;
  }
  return count;
}

/** When a user of a closed model begins, in milliseconds from the start: one after another over the ramp. */
export function userStartMs(user: number, users: number, rampMs: number): number {
  return (user * rampMs) / users;
}
