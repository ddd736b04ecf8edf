import type { HeaderList } from '../../lib/headers.js';
import { type Address, addressOf } from '../../s3/request/address.js';
import { formatAmzDate } from '../../s3/signing/amz-date.js';
import { formatAuthorization, type SigningScope, signV4 } from '../../s3/signing/signature-v4.js';
import { formatQuery } from '../../s3/signing/uri-encoding.js';
import type { Credential } from '../../s3/types.js';
import type { RequestHead } from '../exchange/exchange-watch.js';
import type { RequestAddress } from '../exchange/request-address.js';
import type { Claim, ClaimV2, ClaimV4 } from './claim.js';
import { withoutParameters } from './verify-claim.js';

/** The server that requests go on to, and who signs them there. */
export interface Upstream {
  readonly endpoint: URL;
  /** Where it is not given, that of the client. */
  readonly region: string | undefined;
  /** Where it is not given, as the client does it, as far as the endpoint has names. */
  readonly pathStyle: boolean | undefined;
  readonly keys: Extract<Credential, { kind: 'keys' }>;
}

/** The head of a request as it goes on. */
export interface OutgoingHead {
  readonly method: string;
  readonly address: Address;
  readonly path: string;
  readonly headers: HeaderList;
  /** What the chain of chunk signatures begins with; null where nothing was signed in the header. */
  readonly seed: { readonly scope: SigningScope; readonly signature: string } | null;
}

/** What a proxy does not pass on (RFC 9110, section 7.6.1), and what is made anew. */
const ownHeaders = new Set([
  'authorization',
  'connection',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'upgrade',
  'x-amz-security-token',
]);
const signatureParameters = [
  ...['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Expires', 'X-Amz-SignedHeaders'],
  ...[
    'X-Amz-Signature',
    'X-Amz-Security-Token',
    'AWSAccessKeyId',
    'Expires',
    'Signature',
    'x-amz-security-token',
  ],
];
const mostSeconds = 604_800;

/** Addresses a request to the server, and signs it with the server's keys as it was signed with the client's. */
export function signAgain(
  head: RequestHead,
  asked: RequestAddress,
  claim: Claim | null,
  upstream: Upstream,
  now: Date,
): OutgoingHead {
  const pathStyle = upstream.pathStyle ?? (asked.addressing === 'path' ? true : undefined);
  const address = addressOf(upstream.endpoint, asked.bucket ?? '', pathStyle);
  const path = `${address.basePath}${asked.rest}` || '/';
  const sent: Sent = {
    method: head.method,
    address,
    path,
    query: claim?.place === 'query' ? withoutParameters(asked.rawQuery, signatureParameters) : asked.rawQuery,
    headers: head.headers
      .filter(([name]) => !ownHeaders.has(name.toLowerCase()))
      .map(([name, value]) => [name, name.toLowerCase() === 'host' ? address.host : value]),
  };
  if (claim === null) {
    return outgoing(sent, sent.query, sent.headers, null);
  }
  if (claim.place === 'query') {
    return signQuery(sent, claim, upstream, now);
  }
  return signHeader(sent, claim, upstream, now);
}

interface Sent extends Pick<OutgoingHead, 'method' | 'address' | 'path' | 'headers'> {
  readonly query: string;
}

function outgoing(
  { method, address, path }: Sent,
  query: string,
  headers: HeaderList,
  seed: OutgoingHead['seed'],
): OutgoingHead {
  return { method, address, path: query === '' ? path : `${path}?${query}`, headers, seed };
}

function scopeOf(claim: Claim, { keys, region }: Upstream, date: Date): SigningScope {
  const asked = claim.version === 4 ? claim : { region: 'us-east-1', service: 's3' };
  return {
    accessKey: keys.accessKey,
    secretKey: keys.secretKey,
    region: region ?? asked.region,
    service: asked.service,
    date,
  };
}

function signHeader(sent: Sent, claim: Claim, upstream: Upstream, now: Date): OutgoingHead {
  const { sessionToken } = upstream.keys;
  const token: HeaderList = sessionToken ? [['x-amz-security-token', sessionToken]] : [];
  const { headers, signedHeaders, payloadHash, date } =
    claim.version === 4 ? asSignedV4(sent, claim) : asSignedV2(sent, now);
  const scope = scopeOf(claim, upstream, date);
  const all = [...headers, ...token];
  const parts = signV4(
    {
      ...{ method: sent.method, path: sent.path, query: sent.query, headers: all, payloadHash },
      signedHeaders: [
        ...signedHeaders.filter((name) => !ownHeaders.has(name)),
        ...token.map(([name]) => name),
      ],
    },
    scope,
  );
  const signed: HeaderList = [...all, ['Authorization', formatAuthorization(parts)]];
  return outgoing(sent, sent.query, signed, { scope, signature: parts.signature });
}

interface AsSigned {
  readonly headers: HeaderList;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
  readonly date: Date;
}

function asSignedV4({ headers }: Sent, { signedHeaders, payloadHash, date }: ClaimV4): AsSigned {
  return { headers, signedHeaders, payloadHash, date };
}

/** Version 2 says nothing of the body, and has another form of date. */
function asSignedV2(sent: Sent, now: Date): AsSigned {
  const payloadHash = 'UNSIGNED-PAYLOAD';
  const headers: HeaderList = [
    ...sent.headers.filter(([name]) => !/^x-amz-(?:date|content-sha256)$/i.test(name)),
    ['x-amz-date', formatAmzDate(now)],
    ['x-amz-content-sha256', payloadHash],
  ];
  return { headers, signedHeaders: namesToSign(headers), payloadHash, date: now };
}

function namesToSign(headers: HeaderList): readonly string[] {
  const names = headers.map(([name]) => name.toLowerCase());
  return [...new Set(names.filter((name) => name === 'host' || name.startsWith('x-amz-')))];
}

/** A link is made anew, and ends when the client's ends. */
function signQuery(sent: Sent, claim: Claim, upstream: Upstream, now: Date): OutgoingHead {
  const { date, seconds, signedHeaders, payloadHash } =
    claim.version === 4 ? linkV4(claim) : linkV2(sent, claim, now);
  const scope = scopeOf(claim, upstream, date);
  const { sessionToken } = upstream.keys;
  const amzDate = formatAmzDate(date);
  const added = formatQuery([
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    [
      'X-Amz-Credential',
      `${scope.accessKey}/${amzDate.slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`,
    ],
    ['X-Amz-Date', amzDate],
    ['X-Amz-Expires', seconds],
    ...(sessionToken ? [['X-Amz-Security-Token', sessionToken] as const] : []),
    ['X-Amz-SignedHeaders', [...signedHeaders].sort().join(';')],
  ]);
  const query = sent.query === '' ? added : `${sent.query}&${added}`;
  const { method, path, headers } = sent;
  const { signature } = signV4({ method, path, query, headers, payloadHash, signedHeaders }, scope);
  return outgoing(sent, `${query}&X-Amz-Signature=${signature}`, headers, null);
}

interface Link {
  readonly date: Date;
  readonly seconds: string;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

function linkV4({ date, expires, signedHeaders, payloadHash }: ClaimV4): Link {
  return { date, seconds: expires, signedHeaders, payloadHash };
}

function linkV2({ headers }: Sent, { expires = 0 }: ClaimV2, now: Date): Link {
  const end = Number.isFinite(expires) ? expires : 0;
  // One that is over already stays so.
  const date = new Date(Math.min(now.getTime(), (end - 1) * 1000));
  const seconds = Math.min(mostSeconds, Math.max(1, Math.floor(end - date.getTime() / 1000)));
  return {
    date,
    seconds: String(seconds),
    signedHeaders: namesToSign(headers),
    payloadHash: 'UNSIGNED-PAYLOAD',
  };
}
