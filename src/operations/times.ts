const isoTime = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i;
const httpTime = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const epochTime = /^\d{9,12}(?:\.\d+)?$/;

/**
 * Reads a time: ISO 8601 (UTC where no zone is given), an HTTP date (RFC 9110) or epoch seconds. Undefined for
 * anything else, also for dates that do not exist.
 */
export function parseTime(value: unknown): Date | undefined {
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

/** A Date that is written as the given text in an XML document, so that a test can send a time that is none. */
export function literalTime(text: string): Date {
  return Object.assign(new Date(0), { toISOString: () => text, toJSON: () => text });
}
