import { parseSeconds } from '../../operations/units.js';

/** Reads a time: a date, an ISO text, or a duration from `now` on such as `-20m`; throws a sentence for what is none. */
export function parseTime(value: unknown, now: Date): Date {
  if (value instanceof Date) {
    return value;
  }
  const seconds = typeof value === 'string' && !/^[+-]?\d/.test(value) ? undefined : parseSeconds(value);
  const time = seconds === undefined ? Date.parse(String(value)) : now.getTime() + seconds * 1000;
  if (Number.isNaN(time)) {
    throw new TypeError(`date is a duration such as -20m or a time, not ${JSON.stringify(value)}`);
  }
  return new Date(time);
}
