import { headerValue } from '../lib/headers.js';
import type { S3Response } from '../s3/types.js';

/**
 * How many seconds the server's clock is ahead of `now`, the moment at which its response came; negative where it is
 * behind. The `Date` header counts whole seconds, so that one second tells nothing. Undefined without a date.
 */
export function clockSkew({ headers }: Pick<S3Response, 'headers'>, now: Date): number | undefined {
  const time = Date.parse(headerValue(headers, 'date') ?? '');
  return Number.isNaN(time) ? undefined : Math.round((time - now.getTime()) / 1000);
}

/** The skew in words, from this machine's point of view: `3 h 20 min behind the server's`. */
export function describeSkew(seconds: number): string {
  const rest = Math.abs(seconds);
  const parts = [
    [Math.floor(rest / 86_400), 'd'],
    [Math.floor((rest % 86_400) / 3600), 'h'],
    [Math.floor((rest % 3600) / 60), 'min'],
    [rest % 60, 's'],
  ] as const;
  const said = parts.filter(([amount]) => amount > 0).slice(0, 2);
  const span = said.length === 0 ? '0 s' : said.map(([amount, unit]) => `${amount} ${unit}`).join(' ');
  return `${span} ${seconds < 0 ? 'ahead of' : 'behind'} the server's`;
}
