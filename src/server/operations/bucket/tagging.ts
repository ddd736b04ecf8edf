import type { BucketContext } from '../../domain/request/context.js';
import { requireDigest } from '../../domain/request/digest.js';
import { bucketTags, readTags } from '../../domain/tags/read-tags.js';
import { tagDocument } from '../../domain/tags/write-tags.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { noContent, type Reply } from '../../ground/http/reply.js';
import { selectText } from '../../ground/xml/select.js';

/** GetBucketTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketTagging.html */
export function getBucketTagging({ bucket }: BucketContext): Reply {
  const { tags } = bucket.settings;
  if (tags.length === 0) {
    throw new S3Error('NoSuchTagSet', { fields: { BucketName: bucket.name } });
  }
  return { status: 200, xml: tagDocument(tags) };
}

/** PutBucketTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketTagging.html */
export async function putBucketTagging(context: BucketContext): Promise<Reply> {
  requireNoAbac(context);
  requireDigest(context);
  const tags = await readTags(context.body, bucketTags);
  context.store.changeSettings(context.bucket, { tags });
  return noContent;
}

/** DeleteBucketTagging: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketTagging.html */
export function deleteBucketTagging(context: BucketContext): Reply {
  requireNoAbac(context);
  context.store.changeSettings(context.bucket, { tags: [] });
  return noContent;
}

// Tags that say who may do what are changed by another API: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAbac.html
function requireNoAbac({ bucket, server }: BucketContext): void {
  const status = selectText(bucket.settings.documents.abac, 'Status');
  if (status === 'Enabled' && !server.faults.has('tags-under-abac-changed')) {
    throw new S3Error('InvalidRequest', {
      message: 'ABAC is enabled for this bucket: its tags are changed with TagResource and UntagResource.',
    });
  }
}
