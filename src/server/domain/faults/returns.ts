import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import type { Store } from '../../ground/store/store.js';
import { newestVersion } from '../../ground/store/versions.js';

/** A deletion that is to be undone. */
export interface Return {
  readonly store: Store;
  readonly bucket: Bucket;
  /** What was deleted; its content has been retained. */
  readonly version: ObjectVersion;
  /** The delete marker that hides it; undefined: it was removed. */
  readonly marker: ObjectVersion | undefined;
  /** Milliseconds of the process's own clock. */
  readonly dueAt: number;
}

/** Undoes a deletion, unless bucket or key have changed since; says whether it did. */
export function bringBack({ store, bucket, version, marker }: Return): boolean {
  const isSame = store.findBucket(bucket.name) === bucket && newestVersion(bucket, version.key) === marker;
  if (isSame && marker === undefined) {
    store.addVersion(bucket, version);
    return true;
  }
  version.content?.release();
  if (isSame && marker !== undefined) {
    store.removeVersion(bucket, marker);
  }
  return isSame;
}
