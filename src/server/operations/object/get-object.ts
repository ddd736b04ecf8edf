import { requireNotArchived } from '../../domain/copy/copy-source.js';
import { expirationHeader } from '../../domain/lifecycle/expiration-header.js';
import { isNotModified } from '../../domain/objects/conditions.js';
import { findOpeningKey, requireNoEncryptionHeader } from '../../domain/objects/encryption.js';
import { objectHeaders, versionHeader } from '../../domain/objects/object-headers.js';
import { findRange, requestedChecksum } from '../../domain/objects/requested-range.js';
import { standardHeaders } from '../../domain/objects/system-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { invalidArgument, noSuchKey, S3Error } from '../../ground/errors/s3-error.js';
import { isWritable } from '../../ground/http/header-value.js';
import type { Headers } from '../../ground/http/incoming.js';
import { formatContentRange } from '../../ground/http/range.js';
import type { Reply } from '../../ground/http/reply.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import { requireObject } from '../../ground/store/versions.js';

/** GetObject: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html */
export function getObject(context: ObjectContext): Reply {
  const { bucket, headers, query, server } = context;
  const version = findRead(context);
  requireNoEncryptionHeader(context);
  const key = findOpeningKey(context, version.encryption);
  if (isNotModified(headers, version, context.now)) {
    return notModified(context, version);
  }
  if (context.operation === 'GetObject') {
    requireNotArchived(version);
  }
  const range = findRange(context, version);
  const { start, end } = range ?? { start: 0, end: version.size };
  const reply = {
    status: range === undefined ? 200 : 206,
    headers: {
      ...objectHeaders(bucket, version),
      ...(query.has('versionId') && !server.faults.has('versions-announce-expiration')
        ? {}
        : expirationHeader(context, version)),
      ...readOverrides(context),
      ...requestedChecksum(context, version, range),
      'x-amz-mp-parts-count':
        query.has('partNumber') && version.parts !== undefined ? String(version.parts.length) : undefined,
      'content-range': range === undefined ? undefined : formatContentRange(range, version.size),
      'content-length': String(end - start),
    },
  };
  const { content } = version;
  if (content === undefined || start === end) {
    return reply;
  }
  return content.bytes === undefined
    ? { ...reply, stream: { size: end - start, chunks: content.read(start, end, key) } }
    : { ...reply, bytes: content.bytes.subarray(start, end) };
}

function findRead({ bucket, key, query, server }: ObjectContext): ObjectVersion {
  const versionId = query.get('versionId');
  const stale = versionId === undefined ? server.faults.inconsistency.staleState(bucket, key) : undefined;
  if (stale === undefined) {
    return requireObject(bucket, key, versionId);
  }
  if (stale.version === undefined) {
    throw noSuchKey(key);
  }
  return stale.version;
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

function readOverrides({ query, user }: ObjectContext): Headers {
  const overrides: Headers = {};
  for (const name of standardHeaders) {
    const value = query.get(`response-${name}`);
    if (value === undefined) {
      continue;
    }
    if (!isWritable(value)) {
      throw invalidArgument(
        'Header value cannot be represented using ISO-8859-1.',
        `response-${name}`,
        value,
      );
    }
    overrides[name] = value;
  }
  if (user === undefined && Object.keys(overrides).length > 0) {
    throw new S3Error('InvalidRequest', {
      message: 'Request specific response headers cannot be used for anonymous GET requests.',
    });
  }
  return overrides;
}
