import { isPublicAcl } from '../../domain/access/groups.js';
import { isPublicPolicy } from '../../domain/access/is-public-policy.js';
import { readPublicAccessBlock } from '../../domain/access/public-access.js';
import { readPolicy } from '../../domain/access/read-policy.js';
import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { noContent, type Reply } from '../../ground/http/reply.js';
import { document, element } from '../../ground/xml/element.js';

const maxBody = 64 * 1024;
const foreignPrincipal = /^(arn:aws[\w-]*:(iam|sts)::[A-Za-z0-9]*:.+|\d{12}|AIDA\w+|AROA\w+)$/;

/** GetBucketPolicy: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicy.html */
export function getBucketPolicy(context: BucketContext): Reply {
  const { bucket } = context;
  requireOwnAccount(context);
  const { policy } = bucket.settings;
  if (policy === undefined) {
    throw new S3Error('NoSuchBucketPolicy', { fields: { BucketName: bucket.name } });
  }
  return { status: 200, headers: { 'content-type': 'application/json' }, text: policy.text };
}

/** PutBucketPolicy: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
export async function putBucketPolicy(context: BucketContext): Promise<Reply> {
  const { bucket, store, server } = context;
  requireOwnAccount(context);
  const text = await context.body.readText(maxBody);
  const isKnown = (principal: string): boolean =>
    server.faults.has('policy-principals-not-checked') ||
    foreignPrincipal.test(principal) ||
    server.users.byArnOrAccount(principal) !== undefined ||
    server.users.byCanonicalId(principal) !== undefined;
  const isLenient = server.faults.has('policy-actions-not-checked');
  const policy = readPolicy(text, bucket.name, isKnown, isLenient ? () => true : undefined);
  if (readPublicAccessBlock(bucket).blockPublicPolicy && isPublicPolicy(policy)) {
    throw new S3Error('AccessDenied');
  }
  store.changeSettings(bucket, { policy });
  return noContent;
}

/** DeleteBucketPolicy: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucketPolicy.html */
export function deleteBucketPolicy(context: BucketContext): Reply {
  const { bucket, store } = context;
  requireOwnAccount(context);
  store.changeSettings(bucket, { policy: undefined });
  return noContent;
}

/** GetBucketPolicyStatus: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketPolicyStatus.html */
export function getBucketPolicyStatus({ bucket, server }: BucketContext): Reply {
  const { policy, grants } = bucket.settings;
  if (policy === undefined && !server.faults.has('policy-status-without-policy')) {
    throw new S3Error('NoSuchBucketPolicy', { fields: { BucketName: bucket.name } });
  }
  const isPublic = (policy !== undefined && isPublicPolicy(policy)) || isPublicAcl(grants);
  return { status: 200, xml: document('PolicyStatus', [element('IsPublic', isPublic)]) };
}

// A policy is its bucket's owner's, even where another account is allowed to change it.
function requireOwnAccount({ bucket, user, request }: BucketContext): void {
  if (user?.canonicalId === bucket.owner.id) {
    return;
  }
  throw new S3Error('MethodNotAllowed', { fields: { Method: request.method, ResourceType: 'BUCKETPOLICY' } });
}
