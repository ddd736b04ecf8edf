import type { ObjectContext } from '../../context.js';
import { requireNotArchived } from '../../copy/copy-source.js';
import type { Headers } from '../../http/incoming.js';
import type { Reply } from '../../http/reply.js';
import { expirationHeader } from '../../lifecycle/expiration-header.js';
import { isNotModified } from '../../objects/conditions.js';
import { findOpeningKey } from '../../objects/encryption.js';
import { checksumHeaders, objectHeaders, versionHeader } from '../../objects/object-headers.js';
import { type ByteRange, formatContentRange, readRange } from '../../objects/range.js';
import { invalidArgument, S3Error } from '../../s3-error.js';
import type { ObjectVersion } from '../../store/records.js';
import { isCurrent, requireObject } from '../../store/versions.js';

const OVERRIDES = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
] as const;

/** GetObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(context: ObjectContext): Reply {
  const { bucket, headers, query } = context;
  const version = requireObject(bucket, context.key, query.get('versionId'));
  const key = findOpeningKey(context, version.encryption);
  if (isNotModified(headers, version)) return notModified(context, version);
  if (context.operation === 'GetObject') requireNotArchived(version);
  const range = findRange(context, version);
  const { start, end } = range ?? { start: 0, end: version.size };
  const reply = {
    status: range === undefined ? 200 : 206,
    headers: {
      ...objectHeaders(bucket, version),
      ...(isCurrent(bucket, version) ? expirationHeader(context, version) : {}),
      ...readOverrides(context),
      ...(headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' &&
      (range === undefined || isWhole(range, version))
        ? checksumHeaders(version)
        : {}),
      'x-amz-mp-parts-count': query.has('partNumber') ? partsCount(version) : undefined,
      'content-range': range === undefined ? undefined : formatContentRange(range, version.size),
      'content-length': String(end - start),
    },
  };
  const { content } = version;
  if (content === undefined || start === end) return reply;
  return content.bytes === undefined
    ? { ...reply, stream: { size: end - start, chunks: content.read(start, end, key) } }
    : { ...reply, bytes: content.bytes.subarray(start, end) };
}

function notModified({ bucket }: ObjectContext, version: ObjectVersion): Reply {
  return {
    status: 304,
    headers: {
      etag: `"${version.etag}"`,
      'last-modified': new Date(version.lastModified).toUTCString(),
      'cache-control': version.systemHeaders['cache-control'],
      expires: version.systemHeaders.expires,
      ...versionHeader(bucket, version),
    },
  };
}

function isWhole({ start, end }: ByteRange, version: ObjectVersion): boolean {
  return start === 0 && end === version.size;
}

function findRange({ headers, query }: ObjectContext, version: ObjectVersion): ByteRange | undefined {
  const partNumber = query.get('partNumber');
  const header = headers.range;
  if (partNumber === undefined) return header === undefined ? undefined : readRange(header, version.size);
  if (header !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'Cannot specify both Range header and partNumber query parameter',
    });
  }
  return rangeOfPart(partNumber, version);
}

function rangeOfPart(text: string, version: ObjectVersion): ByteRange | undefined {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      text,
    );
  }
  const parts = version.parts ?? [{ number: 1, size: version.size }];
  const index = parts.findIndex((part) => part.number === number);
  const part = parts[index];
  if (part === undefined) {
    throw new S3Error('InvalidPartNumber', {
      fields: { PartNumberRequested: number, ActualPartCount: parts.length },
    });
  }
  const start = parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  // There is no Content-Range that would describe no bytes.
  return part.size === 0 ? undefined : { start, end: start + part.size };
}

function partsCount({ parts }: ObjectVersion): string | undefined {
  return parts === undefined ? undefined : String(parts.length);
}

function readOverrides({ query, user }: ObjectContext): Headers {
  const overrides: Headers = {};
  for (const name of OVERRIDES) {
    const value = query.get(`response-${name}`);
    if (value !== undefined) overrides[name] = value;
  }
  if (user === undefined && Object.keys(overrides).length > 0) {
    throw new S3Error('InvalidRequest', {
      message: 'Request specific response headers cannot be used for anonymous GET requests.',
    });
  }
  return overrides;
}
