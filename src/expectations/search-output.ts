import { type JSONValue, search } from '@jmespath-community/jmespath';

/** What a JMESPath expression found: a value (dates as Date, absent as null), or why it could not be evaluated. */
export type SearchResult =
  | { readonly found: true; readonly value: unknown }
  | { readonly found: false; readonly reason: string };

/**
 * Evaluates a JMESPath expression over parsed output. Dates are ISO text while the expression
 * runs, so that it can sort and compare them, and are dates again in what it returns.
 */
export function searchOutput(data: unknown, expression: string): SearchResult {
  const times = new Map<string, Date>();
  try {
    const value = search(toPlain(data, times) as JSONValue, expression);
    return { found: true, value: times.size > 0 ? revive(value, times) : (value ?? null) };
  } catch (error) {
    return { found: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

function toPlain(value: unknown, times: Map<string, Date>): unknown {
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) {
      return null;
    }
    const text = value.toISOString();
    times.set(text, value);
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((item) => toPlain(item, times));
  }
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toPlain(field, times)]));
  }
  return value;
}

function revive(value: unknown, times: ReadonlyMap<string, Date>): unknown {
  if (typeof value === 'string') {
    return times.get(value) ?? value;
  }
  if (Array.isArray(value)) {
    return value.map((item) => revive(item, times));
  }
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, revive(field, times)]));
  }
  return value ?? null;
}
