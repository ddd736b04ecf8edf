import { withoutQuery, withoutRequestHeaders, withReplyHeader, withStatus } from './builders.js';
import type { Fault } from './fault.js';

/** Versions, delete markers and object lock. */
export const protectionFaults = [
  {
    name: 'unsupported-headers-ignored',
    description: 'Headers whose meaning the server does not know, such as event holds, are ignored.',
  },
  {
    name: 'delete-marker-missing',
    description:
      'Deleting an object of a versioned bucket destroys its newest version instead of adding a delete marker.',
    seenIn: 'https://github.com/minio/minio/issues/16224',
  },
  {
    name: 'suspended-marker-with-id',
    description: 'Delete markers of a bucket with suspended versioning have ids of their own, and pile up.',
    seenIn: 'https://github.com/versity/versitygw/issues/902',
  },
  {
    name: 'versions-overwritten',
    description: 'A write to a versioned bucket replaces the newest version.',
  },
  {
    name: 'version-delete-adds-marker',
    description: 'Deleting a version by its id adds a delete marker, and the version stays.',
    seenIn: 'https://github.com/ministackorg/ministack/issues/1097',
    ...withoutQuery(['DeleteObject'], 'versionId'),
  },
  {
    name: 'delete-marker-header-missing',
    description: 'Responses do not say that a delete marker was created or deleted.',
    seenIn: 'https://github.com/versity/versitygw/issues/839',
    ...withReplyHeader(['DeleteObject'], 'x-amz-delete-marker', () => undefined),
  },
  {
    name: 'version-id-header-missing',
    description: 'Writes to a versioned bucket do not name the version that they made.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/79',
    ...withReplyHeader(
      ['PutObject', 'CopyObject', 'CompleteMultipartUpload'],
      'x-amz-version-id',
      () => undefined,
    ),
  },
  {
    name: 'marker-read-by-id-404',
    description: 'Reading a delete marker by its version id returns 404 instead of 405.',
    seenIn: 'https://github.com/ministackorg/ministack/pull/1483',
    reply: (reply, { operation }) =>
      reply.status === 405 && (operation === 'GetObject' || operation === 'HeadObject')
        ? { ...reply, status: 404 }
        : reply,
  },
  {
    name: 'delete-missing-404',
    description: 'Deleting a key that does not exist returns 404.',
    seenIn: 'https://github.com/chimera-nas/chimera/issues/1104',
  },
  {
    name: 'delete-answered-200',
    description: 'DeleteObject returns 200 instead of 204.',
    seenIn: 'https://github.com/scireum/s3ninja/pull/190',
    ...withStatus(['DeleteObject'], 204, 200),
  },
  {
    name: 'retention-not-enforced',
    description: 'A version under retention can be deleted.',
  },
  {
    name: 'legal-hold-not-enforced',
    description: 'A version under legal hold can be deleted.',
  },
  {
    name: 'governance-needs-no-bypass',
    description: 'Retention in governance mode gives way without being asked to.',
    request: (request, { store }) =>
      store.findBucket(request.bucket ?? '')?.settings.objectLock === true
        ? {
            ...request,
            headers: Object.assign(Object.create(null), request.headers, {
              'x-amz-bypass-governance-retention': 'true',
            }),
          }
        : request,
  },
  {
    name: 'lock-headers-ignored',
    description: 'Object lock headers of a write are ignored.',
    ...withoutRequestHeaders(['PutObject', 'CreateMultipartUpload', 'CopyObject'], 'x-amz-object-lock-*'),
  },
  {
    name: 'default-retention-ignored',
    description: 'New objects do not get the default retention of their bucket.',
    seenIn: 'https://github.com/s3gw-tech/s3gw/issues/772',
  },
  {
    name: 'lock-version-ignored',
    description: 'Retention and legal hold are set on the newest version, whatever version is named.',
    ...withoutQuery(
      ['PutObjectRetention', 'PutObjectLegalHold', 'GetObjectRetention', 'GetObjectLegalHold'],
      'versionId',
    ),
  },
] as const satisfies readonly Fault[];
