import { S3Error } from '../../ground/errors/s3-error.js';
import type { ObjectVersion, Upload } from '../../ground/store/records.js';
import { currentObject, newestVersion, newVersionId, nullVersion } from '../../ground/store/versions.js';
import type { ObjectContext } from '../request/context.js';
import { conditionalConflict, requireWriteConditions } from './conditions.js';

/** What a version has by itself, before it has a key, an id and a time. */
export type VersionDraft = Omit<ObjectVersion, 'key' | 'versionId' | 'isDeleteMarker' | 'lastModified'>;

/** Throws as a write's conditions do before its body is read, so that a lost race costs no upload; they count again where it commits. */
export function requireConditionsEarly({ bucket, key, headers, server }: ObjectContext): void {
  if (!server.faults.inconsistency.decidesLate) {
    requireWriteConditions(headers, key, currentObject(bucket, key));
  }
}

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
  const current = currentObject(bucket, key);
  const replaced = faults.has('versions-overwritten') ? newestVersion(bucket, key) : undefined;
  try {
    if (!faults.has('conditional-race-many-winners')) {
      requireConditions(context, current);
    }
    const hasCondition = headers['if-match'] !== undefined || headers['if-none-match'] !== undefined;
    if (hasCondition && upload?.isOvertaken && !faults.has('complete-conflict-unnoticed')) {
      throw conditionalConflict(headers, key);
    }
    if (faults.inconsistency.loses(headers)) {
      draft.content?.release();
      return version;
    }
    faults.inconsistency.remember(bucket, key);
    store.addVersion(bucket, faults.inconsistency.keep(version, current));
  } catch (error) {
    draft.content?.release();
    throw error;
  }
  if (replaced !== undefined && replaced.versionId !== version.versionId) {
    store.removeVersion(bucket, replaced);
  }
  return version;
}

function requireConditions(
  { headers, key, server }: ObjectContext,
  current: ObjectVersion | undefined,
): void {
  let refusal: unknown;
  try {
    requireWriteConditions(headers, key, current);
  } catch (error) {
    refusal = error;
  }
  const isUnmet = refusal instanceof S3Error && refusal.code === 'PreconditionFailed';
  const passes = server.faults.inconsistency.letsThrough(headers, () => isUnmet);
  if (refusal !== undefined && !passes) {
    throw refusal;
  }
}
