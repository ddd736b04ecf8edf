import { versionHeader } from '../../domain/objects/object-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { objectTags, readTags, type TagRules } from '../../domain/tags/read-tags.js';
import { tagDocument } from '../../domain/tags/write-tags.js';
import { noSuchKey, S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import type { ObjectVersion, Tag } from '../../ground/store/records.js';
import { newestVersion, requireNoMarker, requireObject } from '../../ground/store/versions.js';

/** GetObjectTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging(context: ObjectContext): Reply {
  const { bucket, key, query, server } = context;
  if (!query.has('versionId') && newestVersion(bucket, key) === undefined) {
    // Only here S3 names the key with its bucket.
    throw noSuchKey(`${bucket.name}/${key}`);
  }
  const version = findTagged(context);
  if (version.tags.length === 0 && server.faults.has('object-tags-empty-404')) {
    throw new S3Error('NoSuchTagSet');
  }
  return { status: 200, headers: versionHeader(bucket, version), xml: tagDocument(version.tags) };
}

/** PutObjectTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export async function putObjectTagging(context: ObjectContext): Promise<Reply> {
  return changeTags(context, await readTags(context.body, tagRules(context)), 200);
}

/** DeleteObjectTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(context: ObjectContext): Reply {
  return changeTags(context, [], 204);
}

function tagRules({ server }: ObjectContext): TagRules {
  return server.faults.has('tag-limits-ignored')
    ? { ...objectTags, limit: Number.POSITIVE_INFINITY }
    : objectTags;
}

function changeTags(context: ObjectContext, tags: readonly Tag[], status: number): Reply {
  const { bucket, store } = context;
  const version = findTagged(context);
  store.replaceVersion(bucket, version, { ...version, tags });
  return { status, headers: versionHeader(bucket, version) };
}

function findTagged({ bucket, key, query, request, server }: ObjectContext): ObjectVersion {
  const versionId = query.get('versionId');
  return server.faults.has('marker-hidden-from-tagging')
    ? requireObject(bucket, key, versionId)
    : requireNoMarker(bucket, key, versionId, request.method);
}
