import type { Exchange, Step } from '../../../../../scripts/applications/lib/types.js';

/** A successful step. */
export function aStep(name: string): Step {
  return { name, ended: 'ok', why: '' };
}

/** A successful exchange about the key `k`. */
export function anExchange(
  operation: string,
  headers: Exchange['headers'] = {},
  query: Record<string, string> = {},
): Exchange {
  return { operation, key: 'k', query: new URLSearchParams(query), headers, status: 200 };
}
