import type { BucketContext } from '../context.js';
import type { ObjectVersion } from '../store/records.js';
import { findVersion, NULL_VERSION, newVersionId, requireVersionId } from '../store/versions.js';

/** What a deletion did. */
export interface Deletion {
  /** The version that went, or the delete marker that came. */
  readonly versionId: string | undefined;
  readonly isDeleteMarker: boolean;
}

/** Deletes a version for good, or, without an id, the object as far as versioning lets it. */
export function deleteObjectVersion(
  context: BucketContext,
  key: string,
  versionId: string | undefined,
): Deletion {
  const { bucket, store } = context;
  if (versionId !== undefined) {
    requireVersionId(versionId);
    const version = findVersion(bucket, key, versionId);
    if (version !== undefined) store.removeVersion(bucket, version);
    return { versionId, isDeleteMarker: version?.isDeleteMarker ?? false };
  }
  if (bucket.settings.versioning === undefined) {
    const version = findVersion(bucket, key, NULL_VERSION);
    if (version !== undefined) store.removeVersion(bucket, version);
    return { versionId: undefined, isDeleteMarker: false };
  }
  const marker = createDeleteMarker(context, key);
  store.addVersion(bucket, marker);
  return { versionId: marker.versionId, isDeleteMarker: true };
}

function createDeleteMarker({ bucket, user, now }: BucketContext, key: string): ObjectVersion {
  return {
    key,
    versionId: bucket.settings.versioning === 'Enabled' ? newVersionId() : NULL_VERSION,
    isDeleteMarker: true,
    lastModified: now,
    etag: '',
    size: 0,
    systemHeaders: {},
    metadata: {},
    tags: [],
    storageClass: 'STANDARD',
    owner: user?.owner ?? bucket.owner,
    grants: [],
    encryption: { kind: 'AES256' },
  };
}
