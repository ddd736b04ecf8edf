import type { Load } from '../../config/language/load.js';

/** A load as data, for `--dry-run`; times are seconds, `rate` is per second. */
export interface LoadDescription {
  readonly model: 'closed' | 'open';
  readonly users?: number;
  readonly rate?: number;
  readonly duration: number;
  readonly warm_up: number;
  readonly ramp: number;
  /** About how many turns it will have; null where that depends on how fast the server responds. */
  readonly turns: number | null;
}

/** Describes what a load will do. */
export function describeLoad({
  users,
  rate,
  duration,
  warm_up: warmUp = 0,
  ramp = 0,
}: Load): LoadDescription {
  const times = { duration: duration / 1000, warm_up: warmUp / 1000, ramp: ramp / 1000 };
  if (rate === undefined) {
    return { model: 'closed', users: users ?? 1, ...times, turns: null };
  }
  // While the rate rises half of the turns are due.
  const turns = Math.round(rate * (times.duration + times.warm_up - times.ramp / 2));
  return { model: 'open', rate, ...times, turns };
}
