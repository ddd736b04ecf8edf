import { versionHeader } from '../../domain/objects/object-headers.js';
import type { ObjectContext } from '../../domain/request/context.js';
import { maxObjectTags, readTags } from '../../domain/tags/read-tags.js';
import { tagDocument } from '../../domain/tags/write-tags.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import type { Reply } from '../../ground/http/reply.js';
import type { Tag } from '../../ground/store/records.js';
import { requireObject } from '../../ground/store/versions.js';

/** GetObjectTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getObjectTagging({ bucket, key, query, server }: ObjectContext): Reply {
  const version = requireObject(bucket, key, query.get('versionId'));
  if (version.tags.length === 0 && server.faults.has('object-tags-empty-404')) {
    throw new S3Error('NoSuchTagSet');
  }
  return { status: 200, headers: versionHeader(bucket, version), xml: tagDocument(version.tags) };
}

/** PutObjectTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html */
export async function putObjectTagging(context: ObjectContext): Promise<Reply> {
  return changeTags(context, await readTags(context.body, tagLimit(context)), 200);
}

/** DeleteObjectTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export function deleteObjectTagging(context: ObjectContext): Reply {
  return changeTags(context, [], 204);
}

function tagLimit({ server }: ObjectContext): number {
  return server.faults.has('tag-limits-ignored') ? Number.POSITIVE_INFINITY : maxObjectTags;
}

function changeTags(
  { bucket, key, query, store }: ObjectContext,
  tags: readonly Tag[],
  status: number,
): Reply {
  const version = requireObject(bucket, key, query.get('versionId'));
  store.replaceVersion(bucket, version, { ...version, tags });
  return { status, headers: versionHeader(bucket, version) };
}
