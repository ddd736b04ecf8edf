const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads seconds: a number, or a text such as `60`, `-20m`, `1.5h`; undefined where it is none. */
export function parseSeconds(value: unknown): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  const match = typeof value === 'string' ? /^([+-]?\d+(?:\.\d+)?)(ms|[smhd])?$/.exec(value.trim()) : null;
  return match === null ? undefined : Number(match[1]) * (SECONDS[match[2] ?? 's'] ?? 1);
}

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
