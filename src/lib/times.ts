import { parseSeconds } from './units.js';

const isoTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;
const httpTime = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const epochTime = /^\d{9,12}(?:\.\d+)?$/;

/**
 * Reads a time by itself, whatever the time is now: ISO 8601 (UTC where no zone is given), an HTTP date (RFC 9110) or
 * epoch seconds. Undefined for anything else, also for dates that do not exist.
 */
export function parseAbsoluteTime(value: unknown): Date | undefined {
  const time =
    value instanceof Date ? value : typeof value === 'string' ? parseText(value) : fromEpoch(value);
  return time && !Number.isNaN(time.getTime()) ? time : undefined;
}

function parseText(text: string): Date | undefined {
  const [matched, day, clock = '00:00', zone = 'Z'] = isoTime.exec(text) ?? [];
  if (matched) {
    return new Date(`${day}T${clock}${zone.toUpperCase()}`);
  }
  if (httpTime.test(text)) {
    return new Date(text);
  }
  return epochTime.test(text) ? fromEpoch(Number(text)) : undefined;
}

function fromEpoch(seconds: unknown): Date | undefined {
  return typeof seconds === 'number' ? new Date(seconds * 1000) : undefined;
}

/**
 * Reads a time that may count from `now`: a date, a duration such as `-20m` or a number of seconds, or a text that
 * `Date.parse` reads. Undefined for anything else.
 */
export function parseRelativeTime(value: unknown, now: Date): Date | undefined {
  if (value instanceof Date) {
    return value;
  }
  const seconds = typeof value === 'string' && !/^[+-]?\d/.test(value) ? undefined : parseSeconds(value);
  const time = seconds === undefined ? Date.parse(String(value)) : now.getTime() + seconds * 1000;
  return Number.isNaN(time) ? undefined : new Date(time);
}
