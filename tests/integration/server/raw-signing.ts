import { createHash, createHmac } from 'node:crypto';

/** The parts of a signature that chunks and trailers go on from. */
export interface SignedHead {
  readonly headers: Record<string, string>;
  readonly key: Buffer;
  readonly amzDate: string;
  readonly scope: string;
  readonly signature: string;
}

/** What is to be signed, for the server's first default user. */
export interface RawRequest {
  readonly method: string;
  readonly url: string;
  readonly payloadHash: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secretKey?: string;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The SHA-256 of bytes, in hexadecimal digits. */
export const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Signs a request by hand, so that tests can send what no SDK would. */
export function signRaw({
  method,
  url,
  payloadHash,
  headers = {},
  secretKey = 's3tester-secret',
}: RawRequest): SignedHead {
  const { host, pathname, search } = new URL(url);
  const amzDate = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const date = amzDate.slice(0, 8);
  const scope = `${date}/us-east-1/s3/aws4_request`;
  const signed: Record<string, string> = {
    ...headers,
    host,
    'x-amz-content-sha256': payloadHash,
    'x-amz-date': amzDate,
  };
  const names = Object.keys(signed).sort();
  const query = search
    .slice(1)
    .split('&')
    .filter((part) => part !== '')
    .map((part) => part.split('='))
    .sort(([left = ''], [right = '']) => (left < right ? -1 : 1))
    .map(([name, value = '']) => `${name}=${value}`)
    .join('&');
  const canonical = [
    method,
    pathname,
    query,
    ...names.map((name) => `${name}:${signed[name]}`),
    '',
    names.join(';'),
    payloadHash,
  ].join('\n');
  const key = deriveKey(secretKey, date);
  const stringToSign = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical)].join('\n');
  const signature = hmac(key, stringToSign).toString('hex');
  const { host: _host, ...sent } = signed;
  return {
    key,
    amzDate,
    scope,
    signature,
    headers: {
      ...sent,
      authorization: `AWS4-HMAC-SHA256 Credential=s3tester/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
    },
  };
}

/** Signs a chunk of an aws-chunked body; the signature before it goes in. */
export function signChunk(head: SignedHead, previous: string, chunk: string): string {
  const text = [
    'AWS4-HMAC-SHA256-PAYLOAD',
    head.amzDate,
    head.scope,
    previous,
    sha256(''),
    sha256(chunk),
  ].join('\n');
  return hmac(head.key, text).toString('hex');
}

/** Signs the trailer of an aws-chunked body. */
export function signTrailer(head: SignedHead, previous: string, trailer: string): string {
  const text = ['AWS4-HMAC-SHA256-TRAILER', head.amzDate, head.scope, previous, sha256(trailer)].join('\n');
  return hmac(head.key, text).toString('hex');
}

/** Presigns a GET for the server's first default user; `further` are more parameters, which come after `X-Amz-…`. */
export function presignRaw(
  url: string,
  expires: number | string,
  at: number = Date.now(),
  further = '',
  method = 'GET',
): string {
  const { host, pathname } = new URL(url);
  const amzDate = new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${amzDate.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const query = [
    'X-Amz-Algorithm=AWS4-HMAC-SHA256',
    `X-Amz-Credential=${encodeURIComponent(`s3tester/${scope}`)}`,
    `X-Amz-Date=${amzDate}`,
    `X-Amz-Expires=${expires}`,
    'X-Amz-SignedHeaders=host',
    ...further.split('&').filter((part) => part !== ''),
  ]
    .sort()
    .join('&');
  const canonical = [method, pathname, query, `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const stringToSign = ['AWS4-HMAC-SHA256', amzDate, scope, sha256(canonical)].join('\n');
  const signature = hmac(deriveKey('s3tester-secret', amzDate.slice(0, 8)), stringToSign).toString('hex');
  return `${url}?${query}&X-Amz-Signature=${signature}`;
}

function deriveKey(secretKey: string, date: string): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secretKey}`, date), 'us-east-1'), 's3'), 'aws4_request');
}
