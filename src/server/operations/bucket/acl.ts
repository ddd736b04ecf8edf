import { aclDocument } from '../../domain/access/acl-document.js';
import { effectiveGrants, readAcl } from '../../domain/access/read-acl.js';
import type { BucketContext } from '../../domain/request/context.js';
import { ok, type Reply } from '../../ground/http/reply.js';

/** GetBucketAcl: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html */
export function getBucketAcl({ bucket }: BucketContext): Reply {
  return { status: 200, xml: aclDocument(bucket.owner, effectiveGrants(bucket, bucket.settings.grants)) };
}

/** PutBucketAcl: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketAcl.html */
export async function putBucketAcl(context: BucketContext): Promise<Reply> {
  const { bucket, store } = context;
  const grants = await readAcl(context, bucket.owner);
  store.changeSettings(bucket, { grants });
  return ok;
}
