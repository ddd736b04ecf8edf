import { createHmac } from 'node:crypto';
import { decodePercent } from '../../lib/decode-percent.js';
import type { HeaderList } from '../../lib/headers.js';

/** What Signature Version 2 signs; `resource` is the path with the bucket, as on the request line. */
export interface SignableV2 {
  readonly method: string;
  readonly resource: string;
  readonly query: string;
  readonly headers: HeaderList;
  /** The time that a presigned URL ends, in seconds since the epoch; it takes the place of the date. */
  readonly expires?: number;
}

/**
 * The query parameters that are signed: those of botocore 1.44.8 (`HmacV1Auth.QSAOfInterest` in botocore/auth.py). Of
 * the sub-resources that are younger than Signature Version 4, such as `encryption` and `retention`, it signs none.
 */
const signedParameters = new Set([
  'accelerate',
  'acl',
  'analytics',
  'cors',
  'defaultObjectAcl',
  'delete',
  'inventory',
  'lifecycle',
  'location',
  'logging',
  'metrics',
  'notification',
  'object-lock',
  'partNumber',
  'policy',
  'replication',
  'requestPayment',
  'response-cache-control',
  'response-content-disposition',
  'response-content-encoding',
  'response-content-language',
  'response-content-type',
  'response-expires',
  'restore',
  'select',
  'select-type',
  'storageClass',
  'tagging',
  'torrent',
  'uploadId',
  'uploads',
  'versionId',
  'versioning',
  'versions',
  'website',
]);

/** Signs a request by AWS Signature Version 2 (docs.aws.amazon.com, "Signing and authenticating REST requests"). */
export function signV2(request: SignableV2, secretKey: string): string {
  return createHmac('sha1', secretKey).update(stringToSign(request)).digest('base64');
}

function stringToSign(request: SignableV2): string {
  const amz = amzHeaders(request.headers);
  const date = request.expires ?? (amz.has('x-amz-date') ? '' : first(request.headers, 'date'));
  const lines = [...amz].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `${name}:${value}\n`);
  return [
    request.method,
    first(request.headers, 'content-md5'),
    first(request.headers, 'content-type'),
    String(date),
    lines.join('') + request.resource + subResource(request.query),
  ].join('\n');
}

function first(headers: HeaderList, wanted: string): string {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
}

function amzHeaders(headers: HeaderList): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (key.startsWith('x-amz-')) {
      const known = found.get(key);
      found.set(key, known === undefined ? value.trim() : `${known},${value.trim()}`);
    }
  }
  return found;
}

function subResource(query: string): string {
  const pairs = query
    .split('&')
    .map((pair) => pair.split(/=(.*)/s))
    .filter(([name = '']) => signedParameters.has(name))
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1))
    .map(([name, value]) => (value === undefined || value === '' ? name : `${name}=${decodePercent(value)}`));
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}
