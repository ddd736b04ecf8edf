import { timingSafeEqual } from 'node:crypto';
import { signV2 } from '../../s3/signing/signature-v2.js';
import { signV4 } from '../../s3/signing/signature-v4.js';
import type { RequestHead } from '../exchange/exchange-watch.js';
import type { RequestAddress } from '../exchange/request-address.js';
import type { Claim, ClaimV2, ClaimV4 } from './claim.js';
import { Refusal } from './refusal.js';

/** The keys that a client is to sign with. */
export interface ClientKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Throws a {@link Refusal} where a request is not signed with the keys of the client. */
export function verifyClaim(
  claim: Claim,
  head: RequestHead,
  address: RequestAddress,
  { accessKey, secretKey }: ClientKeys,
): void {
  if (claim.accessKey !== accessKey) {
    const message = 'The client does not sign with the keys that s3tester record gave it.';
    throw new Refusal(403, 'InvalidAccessKeyId', message);
  }
  if (claim.version === 4 && claim.payloadHash === '') {
    const message = 'Missing required header for this request: x-amz-content-sha256';
    throw new Refusal(400, 'InvalidRequest', message);
  }
  const expected =
    claim.version === 4
      ? signatureV4(claim, head, address, secretKey)
      : signatureV2(claim, head, address, secretKey);
  if (!isSame(expected, claim.signature)) {
    const message = 'The signature of the request does not match the secret key that s3tester record gave.';
    throw new Refusal(403, 'SignatureDoesNotMatch', message);
  }
}

function signatureV4(
  claim: ClaimV4,
  { method, target, headers }: RequestHead,
  { rawQuery }: RequestAddress,
  secretKey: string,
): string {
  const path = target.replace(/^https?:\/\/[^/?]*/i, '').split('?', 1)[0] ?? '/';
  const query = withoutParameters(rawQuery, ['X-Amz-Signature']);
  const { signedHeaders, payloadHash } = claim;
  return signV4({ method, path, query, headers, payloadHash, signedHeaders }, { ...claim, secretKey })
    .signature;
}

function signatureV2(
  { expires }: ClaimV2,
  { method, target, headers }: RequestHead,
  { addressing, bucket, rawQuery, query }: RequestAddress,
  secretKey: string,
): string {
  const path = target.split('?', 1)[0] ?? '/';
  const resource = addressing === 'path' ? path : `/${bucket}${path}`;
  // A link's token is signed like a header.
  const hoisted = query.filter(([name]) => name.toLowerCase() === 'x-amz-security-token');
  const signable = { method, resource, query: rawQuery, headers: [...headers, ...hoisted] };
  return signV2(expires === undefined ? signable : { ...signable, expires }, secretKey);
}

/** A query without these parameters, as it stands on the wire else; names as they are written. */
export function withoutParameters(rawQuery: string, names: readonly string[]): string {
  return rawQuery
    .split('&')
    .filter((part) => !names.includes(part.split('=', 1)[0] ?? ''))
    .join('&');
}

/** Compares two signatures in constant time. */
export function isSame(expected: string, found: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(found)];
  return a.length === b.length && timingSafeEqual(a, b);
}
