import { createHmac, hash } from 'node:crypto';
import type { HeaderList } from '../../lib/headers.js';
import { keepLast } from '../../lib/keep-last.js';
import { formatAmzDate } from './amz-date.js';
import { canonicalPath, canonicalQuery } from './uri-encoding.js';

/** The SHA-256 of nothing, in hex. */
export const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Whose key signs, when and for which service of which region. */
export interface SigningScope {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
  readonly service: string;
  readonly date: Date;
}

/** What is signed: path and query as on the request line, and the headers that are sent. */
export interface SignableRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: HeaderList;
  readonly payloadHash: string;
  /** Names in lower case; by default every header that nothing on the way is known to change. */
  readonly signedHeaders?: readonly string[];
}

/** A signature and the parts that an Authorization header or a presigned URL is made of. */
export interface SignatureParts {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
}

const unsignedHeaders = new Set([
  'authorization',
  'cache-control',
  'connection',
  'content-length',
  'expect',
  'from',
  'keep-alive',
  'max-forwards',
  'pragma',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-amzn-trace-id',
]);

/** Signs a request by AWS Signature Version 4 (docs.aws.amazon.com, "Create a signed AWS API request"). */
export function signV4(request: SignableRequest, scope: SigningScope): SignatureParts {
  const headers = canonicalHeaders(request);
  const names = [...headers.keys()].sort();
  const signedHeaders = names.join(';');
  const canonical = [
    request.method,
    canonicalPath(request.path),
    canonicalQuery(request.query),
    ...names.map((name) => `${name}:${headers.get(name) ?? ''}`),
    '',
    signedHeaders,
    request.payloadHash,
  ].join('\n');
  const credentialScope = formatScope(scope);
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    formatAmzDate(scope.date),
    credentialScope,
    sha256Hex(canonical),
  ].join('\n');
  return {
    credential: `${scope.accessKey}/${credentialScope}`,
    signedHeaders,
    signature: hmacHex(signingKey(scope), stringToSign),
  };
}

/** The Authorization header of a signature. */
export function formatAuthorization(parts: SignatureParts): string {
  return `AWS4-HMAC-SHA256 Credential=${parts.credential}, SignedHeaders=${parts.signedHeaders}, Signature=${parts.signature}`;
}

/** Day, region, service and terminator, as in a credential and a string to sign. */
export function formatScope(scope: SigningScope): string {
  return `${formatAmzDate(scope.date).slice(0, 8)}/${scope.region}/${scope.service}/aws4_request`;
}

const mostKeys = 100;
const cachedKeys = new Map<string, Buffer>();

/** The signing key of a scope; the last few are kept, since deriving one takes four HMACs. */
export function signingKey(scope: SigningScope): Buffer {
  const day = formatAmzDate(scope.date).slice(0, 8);
  const id = JSON.stringify([scope.secretKey, day, scope.region, scope.service]);
  return keepLast(cachedKeys, mostKeys, id, () =>
    [day, scope.region, scope.service, 'aws4_request'].reduce<Buffer>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      Buffer.from(`AWS4${scope.secretKey}`, 'utf8'),
    ),
  );
}

/** The SHA-256 of a text or of bytes, in hex. */
export function sha256Hex(data: string | Uint8Array): string {
  return hash('sha256', data);
}

/** The HMAC-SHA256 of a text, in hex. */
export function hmacHex(key: Uint8Array, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

function canonicalHeaders(request: SignableRequest): ReadonlyMap<string, string> {
  const wanted = request.signedHeaders === undefined ? null : new Set(request.signedHeaders);
  const canonical = new Map<string, string>();
  for (const name of wanted ?? []) {
    canonical.set(name, '');
  }
  const seen = new Set<string>();
  for (const [name, value] of request.headers) {
    const lower = name.toLowerCase();
    if (wanted === null ? unsignedHeaders.has(lower) || /^(proxy|sec)-/.test(lower) : !wanted.has(lower)) {
      continue;
    }
    const trimmed = value.trim().replace(/[ \t\r\n]+/g, ' ');
    canonical.set(lower, seen.has(lower) ? `${canonical.get(lower) ?? ''},${trimmed}` : trimmed);
    seen.add(lower);
  }
  return canonical;
}
