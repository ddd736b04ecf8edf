import type { Finding } from '../doctor/finding.js';
import { headerValue } from '../lib/headers.js';
import type { ResultHead } from '../results/source.js';
import type { ExchangeLine, ServerIdentity } from './types.js';

/** Takes exchanges one by one, and tells what their responses say of the server. */
export interface ServerObserver {
  add(exchange: ExchangeLine): void;
  /** `findings` is what was found by asking the server itself. */
  identity(target: ResultHead['target'], findings: readonly Finding[]): ServerIdentity;
}

/** A header that names the server may hold anything; this many names are kept. */
const mostNames = 20;

/** Makes an observer of the responses of a run. */
export function observeServer(): ServerObserver {
  const names = new Map<string, number>();
  const skews: number[] = [];
  return {
    add(exchange) {
      const headers = headersOf(exchange);
      const name = headerValue(headers, 'server');
      if (name !== undefined && (names.has(name) || names.size < mostNames)) {
        names.set(name, (names.get(name) ?? 0) + 1);
      }
      const sent = Date.parse(headerValue(headers, 'date') ?? '');
      if (!Number.isNaN(sent)) {
        // When the response came is known to what the step did before its exchange; the median hides the few that wait.
        skews.push((sent - Date.parse(exchange.timestamp)) / 1000 - exchange.duration);
      }
    },
    identity: (target, findings) => ({
      endpoint_url: plainUrl(target.endpoint_url),
      region: target.region,
      server: target.server,
      names: [...names].map(([name, responses]) => ({ name, responses })),
      clock: { skew_seconds: medianOf(skews), responses: skews.length },
      findings,
    }),
  };
}

function headersOf({ trace }: ExchangeLine): readonly (readonly [string, string])[] {
  const lines = (trace?.response?.head ?? '').split(/\r?\n/).slice(1);
  return lines.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon === -1 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
  });
}

/** Whole seconds, as the `Date` header counts; null where there is none. */
function medianOf(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? null : Math.round(middle) + 0;
}

/** A URL without what could be a password. */
function plainUrl(url: string): string {
  if (!URL.canParse(url)) {
    return url;
  }
  const parsed = new URL(url);
  if (parsed.username === '' && parsed.password === '') {
    return url;
  }
  parsed.username = '';
  parsed.password = '';
  return parsed.href;
}
