import type { ObjectVersion, Upload } from '../../ground/store/records.js';
import { currentObject, newestVersion, newVersionId, nullVersion } from '../../ground/store/versions.js';
import type { ObjectContext } from '../request/context.js';
import { conditionalConflict, requireWriteConditions } from './conditions.js';

/** What a version has by itself, before it has a key, an id and a time. */
export type VersionDraft = Omit<ObjectVersion, 'key' | 'versionId' | 'isDeleteMarker' | 'lastModified'>;

/** Makes an object, of an upload or of one request, the newest version of its key, if the request's conditions hold at that moment. */
export function commitObject(context: ObjectContext, draft: VersionDraft, upload?: Upload): ObjectVersion {
  const { bucket, key, headers, store } = context;
  const { faults } = context.server;
  const version: ObjectVersion = {
    ...draft,
    key,
    versionId: bucket.settings.versioning === 'Enabled' ? newVersionId() : nullVersion,
    isDeleteMarker: false,
    lastModified: context.now,
  };
  const replaced = faults.has('versions-overwritten') ? newestVersion(bucket, key) : undefined;
  try {
    if (!faults.has('conditional-race-many-winners')) {
      requireWriteConditions(headers, key, currentObject(bucket, key));
    }
    const hasCondition = headers['if-match'] !== undefined || headers['if-none-match'] !== undefined;
    if (hasCondition && upload?.isOvertaken && !faults.has('complete-conflict-unnoticed')) {
      throw conditionalConflict(headers, key);
    }
    store.addVersion(bucket, version);
  } catch (error) {
    draft.content?.release();
    throw error;
  }
  if (replaced !== undefined && replaced.versionId !== version.versionId) {
    store.removeVersion(bucket, replaced);
  }
  return version;
}
