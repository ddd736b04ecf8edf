import { parseRelativeTime } from '../../lib/times.js';

/** Reads a time that may count from `now`; throws a sentence for what is none. */
export function parseTime(value: unknown, now: Date): Date {
  const time = parseRelativeTime(value, now);
  if (time === undefined) {
    throw new TypeError(`date is a duration such as -20m or a time, not ${JSON.stringify(value)}`);
  }
  return time;
}
