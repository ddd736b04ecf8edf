import type { SignMode } from '../../operations/sign-modes.js';
import type { Exchange } from './exchange.js';

const streaming: Readonly<Record<string, SignMode>> = {
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': 'v4-streaming',
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': 'v4-streaming-trailer',
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': 'v4-unsigned-trailer',
  'UNSIGNED-PAYLOAD': 'v4-unsigned-payload',
};

/** The parameters of a query that a signature is made of; names in lower case. */
const ofSignature = new Set(['awsaccesskeyid', 'signature', 'expires']);

/** How an exchange was signed, as the scenario language says it: `sign` and what belongs to it. */
export function signingOf(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { query } = exchange;
  const sign = signModeOf(exchange);
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

/** The kind of a signature. */
export function signModeOf(exchange: Exchange): SignMode {
  const { query } = exchange;
  if (query.has('X-Amz-Signature')) {
    return 'v4-presigned';
  }
  if (query.has('Signature') && query.has('AWSAccessKeyId')) {
    return 'v2-presigned';
  }
  const authorization = exchange.header('authorization');
  const mode = streaming[exchange.header('x-amz-content-sha256') ?? ''];
  if (authorization === undefined) {
    return 'none';
  }
  return authorization.startsWith('AWS ') ? 'v2' : (mode ?? 'v4');
}

/** Whether a parameter of the query belongs to the signature. */
export function isOfSignature(name: string, exchange: Exchange): boolean {
  const lower = name.toLowerCase();
  return (
    /^x-amz-(algorithm|credential|date|expires|security-token|signature|signedheaders|content-sha256)$/.test(
      lower,
    ) ||
    (signModeOf(exchange) === 'v2-presigned' && ofSignature.has(lower))
  );
}

/** The names that were signed, in lower case; undefined where the signature names none. */
export function signedNames(exchange: Exchange): ReadonlySet<string> | undefined {
  const [, list] = /SignedHeaders=([^,\s]+)/i.exec(exchange.header('authorization') ?? '') ?? [];
  return list === undefined ? undefined : new Set(list.toLowerCase().split(';'));
}
