import type { IncomingMessage } from 'node:http';
import { S3Error } from '../errors/s3-error.js';
import { findBucketInHost, type HostRules } from './host.js';
import { decodeQuery, decodeUrlPath } from './percent.js';

/** Header values by lower-case name; several of one name are joined by a comma. */
export type Headers = Record<string, string>;

/** A request as it was sent, taken apart. */
export interface Incoming {
  readonly message: IncomingMessage;
  readonly method: string;
  readonly scheme: 'http' | 'https';
  /** As on the wire, without the query. */
  readonly rawPath: string;
  /** As on the wire, without the question mark. */
  readonly rawQuery: string;
  /** Decoded, in order, of a name sent twice the first. */
  readonly query: ReadonlyMap<string, string>;
  readonly headers: Headers;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /** Whether the host is a website endpoint. */
  readonly isWebsite: boolean;
  /** The path of the resource, wherever the bucket was named: `/bucket/key`. */
  readonly resource: string;
}

const maxKeyBytes = 1024;
const maxHeaderBytes = 8 * 1024;

/** What is taken although S3 refuses it. */
export interface Leniency {
  readonly anyKey?: boolean;
  readonly largeHeaders?: boolean;
}

/** Takes a request apart: its path, query, headers, bucket and key; throws InvalidURI, KeyTooLongError and RequestHeaderSectionTooLarge. */
export function readIncoming(message: IncomingMessage, hosts: HostRules, lenient: Leniency = {}): Incoming {
  const target = withoutAuthority(message.url ?? '/');
  const mark = target.indexOf('?');
  const rawPath = mark < 0 ? target : target.slice(0, mark);
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  const headers = readHeaders(
    message.rawHeaders,
    lenient.largeHeaders ? Number.POSITIVE_INFINITY : maxHeaderBytes,
  );
  const host = findBucketInHost(headers.host ?? '', hosts);
  const path = decodeUrlPath(rawPath);
  const { bucket, key } =
    host.bucket === undefined ? splitPath(path) : { bucket: host.bucket, key: path.slice(1) };
  if (key.length > maxKeyBytes / 3 && Buffer.byteLength(key) > maxKeyBytes) {
    throw new S3Error('KeyTooLongError', {
      fields: { Size: Buffer.byteLength(key), MaxSizeAllowed: maxKeyBytes },
    });
  }
  if (!lenient.anyKey && leavesBucket(key)) {
    throw new S3Error('InvalidURI');
  }
  return {
    message,
    method: message.method ?? 'GET',
    scheme: 'encrypted' in message.socket ? 'https' : 'http',
    rawPath,
    rawQuery,
    query: readQuery(rawQuery),
    headers,
    bucket: bucket === '' ? undefined : bucket,
    key: key === '' ? undefined : key,
    isWebsite: host.isWebsite,
    resource: host.bucket === undefined ? path : `/${host.bucket}${path}`,
  };
}

/** Reads header lines as node lists them: name, value, name, value. */
function readHeaders(raw: readonly string[], limit: number): Headers {
  const headers: Headers = Object.create(null);
  let size = 0;
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = raw[index + 1] as string;
    size += name.length + value.length;
    const former = headers[name];
    headers[name] = former === undefined ? value : `${former},${value}`;
  }
  if (size > limit) {
    throw new S3Error('RequestHeaderSectionTooLarge', { fields: { MaxSizeAllowed: limit } });
  }
  return headers;
}

// Read from the left, `..` may not lead out of the bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html
function leavesBucket(key: string): boolean {
  if (!key.includes('..')) {
    return false;
  }
  let depth = 0;
  return key.split('/').some((element) => {
    depth += element === '..' ? -1 : element === '.' ? 0 : 1;
    return depth < 0;
  });
}

function readQuery(raw: string): Map<string, string> {
  const query = new Map<string, string>();
  if (raw === '') {
    return query;
  }
  for (const part of raw.split('&')) {
    if (part === '') {
      continue;
    }
    const equals = part.indexOf('=');
    const name = decodeQuery(equals < 0 ? part : part.slice(0, equals));
    if (!query.has(name)) {
      query.set(name, equals < 0 ? '' : decodeQuery(part.slice(equals + 1)));
    }
  }
  return query;
}

// A proxy's request line names the whole URL.
function withoutAuthority(target: string): string {
  return target.startsWith('/') ? target : target.replace(/^[a-z]+:\/\/[^/?]*/i, '') || '/';
}

function splitPath(path: string): { bucket: string; key: string } {
  const slash = path.indexOf('/', 1);
  return slash < 0
    ? { bucket: path.slice(1), key: '' }
    : { bucket: path.slice(1, slash), key: path.slice(slash + 1) };
}
