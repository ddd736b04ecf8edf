import { signModeOf } from '../need/sign-mode-of.js';
import type { Exchange } from './exchange.js';

/** The parameters of a query that a signature is made of; names in lower case. */
const ofSignature = new Set(['awsaccesskeyid', 'signature', 'expires']);

/** How an exchange was signed, as the scenario language says it: `sign` and what belongs to it. */
export function signingOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { query } = exchange;
  const sign = signModeOf(exchange.line);
  const expires = Number(query.get('X-Amz-Expires'));
  const trailers = exchange.header('x-amz-trailer')?.split(',') ?? [];
  return {
    ...(sign === 'v4' ? {} : { sign }),
    ...(sign === 'v4-presigned' && expires > 0 ? { expires } : {}),
    ...(sign.endsWith('-trailer') && trailers.length > 0
      ? { trailers: Object.fromEntries(trailers.map((name) => [name.trim().toLowerCase(), null])) }
      : {}),
  };
}

/** Whether a parameter of the query belongs to the signature. */
export function isOfSignature(name: string, exchange: Exchange): boolean {
  const lower = name.toLowerCase();
  return (
    /^x-amz-(algorithm|credential|date|expires|security-token|signature|signedheaders|content-sha256)$/.test(
      lower,
    ) ||
    (signModeOf(exchange.line) === 'v2-presigned' && ofSignature.has(lower))
  );
}

/** The names that were signed, in lower case; undefined where the signature names none. */
export function signedNames(exchange: Exchange): ReadonlySet<string> | undefined {
  const [, list] = /SignedHeaders=([^,\s]+)/i.exec(exchange.header('authorization') ?? '') ?? [];
  return list === undefined ? undefined : new Set(list.toLowerCase().split(';'));
}
