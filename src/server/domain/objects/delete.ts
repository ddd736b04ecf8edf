import { noSuchKey, S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket, ObjectVersion, Owner } from '../../ground/store/records.js';
import {
  currentObject,
  findVersion,
  newestVersion,
  newVersionId,
  nullVersion,
  requireVersionId,
} from '../../ground/store/versions.js';
import { anonymous } from '../access/groups.js';
import type { BucketContext } from '../request/context.js';
import { listsEtag, notImplementedHeader, preconditionFailed } from './conditions.js';
import { requireDeletable } from './lock.js';

/** What is to be deleted, and what must hold of it. */
export interface DeleteRequest {
  readonly key: string;
  readonly versionId?: string | undefined;
  /** An entity tag, or `*`. */
  readonly match?: string | undefined;
  readonly lastModified?: string | undefined;
  readonly size?: string | undefined;
}

/** What a deletion did. */
export interface Deletion {
  /** The version that was removed, or the delete marker that was made. */
  readonly versionId: string | undefined;
  readonly isDeleteMarker: boolean;
}

/** Deletes a version for good, or, without an id, the object as far as versioning lets it. */
export function deleteObjectVersion(context: BucketContext, request: DeleteRequest): Deletion {
  const { bucket, store } = context;
  const { key, versionId } = request;
  const { faults } = context.server;
  if (versionId !== undefined && findVersion(bucket, key, versionId) === undefined) {
    requireVersionId(versionId);
  }
  requireDeleteConditions(context, request);
  faults.inconsistency.remember(bucket, key);
  if (versionId !== undefined) {
    const version = findVersion(bucket, key, versionId);
    if (version !== undefined) {
      requireDeletable(context, version);
      store.removeVersion(bucket, version);
    }
    return { versionId, isDeleteMarker: version?.isDeleteMarker ?? false };
  }
  if (faults.has('delete-missing-404') && currentObject(bucket, key) === undefined) {
    throw noSuchKey(key);
  }
  const isDeleted = faults.inconsistency.deleting(store, bucket, currentObject(bucket, key));
  if (bucket.settings.versioning === undefined || faults.has('delete-marker-missing')) {
    const version = newestVersion(bucket, key);
    if (version !== undefined) {
      store.removeVersion(bucket, version);
    }
    isDeleted();
    return { versionId: undefined, isDeleteMarker: false };
  }
  const made = createDeleteMarker(bucket, key, context.user?.owner ?? anonymous, context.now);
  const marker = faults.has('suspended-marker-with-id') ? { ...made, versionId: newVersionId() } : made;
  store.addVersion(bucket, marker);
  isDeleted(marker);
  return { versionId: marker.versionId, isDeleteMarker: true };
}

function requireDeleteConditions({ bucket }: BucketContext, request: DeleteRequest): void {
  const { key, versionId, match, lastModified, size } = request;
  if (match === undefined && lastModified === undefined && size === undefined) {
    return;
  }
  const target = versionId === undefined ? currentObject(bucket, key) : findVersion(bucket, key, versionId);
  if (target === undefined || target.isDeleteMarker) {
    throw noSuchKey(key);
  }
  if (match !== undefined && !listsEtag(match, target.etag)) {
    throw preconditionFailed('if-match');
  }
  if (size !== undefined && Number(size) !== target.size) {
    throw preconditionFailed('x-amz-if-match-size');
  }
  if (lastModified !== undefined) {
    const time = Date.parse(lastModified);
    if (Number.isNaN(time)) {
      throw new S3Error('InvalidArgument');
    }
    if (Math.floor(time / 1000) !== Math.floor(target.lastModified / 1000)) {
      throw preconditionFailed('x-amz-if-match-last-modified-time');
    }
  }
}

/** Throws NotImplemented for conditions that DeleteObject has in directory buckets alone, or not together with a version. */
export function requireKnownDeleteConditions({ versionId, match, lastModified, size }: DeleteRequest): void {
  if (lastModified !== undefined) {
    throw notImplementedHeader('x-amz-if-match-last-modified-time');
  }
  if (size !== undefined) {
    throw notImplementedHeader('x-amz-if-match-size');
  }
  if (match !== undefined && versionId !== undefined) {
    throw notImplementedHeader('If-Match');
  }
}

/** Makes a delete marker for a key, as the bucket's versioning has it. */
export function createDeleteMarker(bucket: Bucket, key: string, owner: Owner, now: number): ObjectVersion {
  return {
    key,
    versionId: bucket.settings.versioning === 'Enabled' ? newVersionId() : nullVersion,
    isDeleteMarker: true,
    lastModified: now,
    etag: '',
    size: 0,
    systemHeaders: {},
    metadata: {},
    tags: [],
    storageClass: 'STANDARD',
    owner,
    grants: [],
    encryption: { kind: 'AES256' },
  };
}
