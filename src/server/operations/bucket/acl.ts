import { aclDocument, readAclDocument } from '../../domain/access/acl-document.js';
import { privateAcl, readAclHeaders } from '../../domain/access/acl-headers.js';
import { requireAllowed } from '../../domain/access/authorize.js';
import { readOwnership } from '../../domain/access/ownership.js';
import { requireAclNotBlocked } from '../../domain/access/public-access.js';
import { versionHeader } from '../../domain/objects/object-headers.js';
import type { BucketContext, ObjectContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { ok, type Reply } from '../../ground/http/reply.js';
import type { Bucket, Grant, Owner } from '../../ground/store/records.js';
import { requireObject } from '../../ground/store/versions.js';

const maxBody = 256 * 1024;

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

/** GetObjectAcl: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAcl.html */
export function getObjectAcl({ bucket, key, query }: ObjectContext): Reply {
  const version = requireObject(bucket, key, query.get('versionId'));
  return {
    status: 200,
    headers: versionHeader(bucket, version),
    xml: aclDocument(version.owner, effectiveGrants(bucket, version.grants)),
  };
}

/** PutObjectAcl: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectAcl.html */
export async function putObjectAcl(context: ObjectContext): Promise<Reply> {
  const { bucket, key, query, store } = context;
  const { owner } = requireObject(bucket, key, query.get('versionId'));
  const grants = await readAcl(context, owner);
  const version = requireObject(bucket, key, query.get('versionId'));
  requireAllowed(context, { action: 's3:PutObjectAcl', bucket, key, version });
  store.replaceVersion(bucket, version, { ...version, grants });
  return { status: 200, headers: versionHeader(bucket, version) };
}

// Where the bucket's owner enforces its ownership, ACLs are kept and do not count.
function effectiveGrants(bucket: Bucket, grants: readonly Grant[]): readonly Grant[] {
  return readOwnership(bucket) === 'BucketOwnerEnforced' ? privateAcl(bucket.owner) : grants;
}

async function readAcl(context: BucketContext, owner: Owner): Promise<readonly Grant[]> {
  const { bucket, headers, server } = context;
  if (readOwnership(bucket) === 'BucketOwnerEnforced') {
    throw new S3Error('AccessControlListNotSupported');
  }
  const body = (await context.body.readAll(maxBody)).toString('utf8');
  const fromHeaders = readAclHeaders(headers, { owner, bucketOwner: bucket.owner }, server.users);
  if (fromHeaders !== undefined && body !== '') {
    throw new S3Error('UnexpectedContent', { message: 'This request does not support content' });
  }
  if (fromHeaders === undefined && body === '') {
    throw new S3Error('MissingSecurityHeader', {
      message: 'Your request was missing a required header',
      fields: { MissingHeaderName: 'x-amz-acl' },
    });
  }
  const grants = fromHeaders ?? readAclDocument(body, owner, server.users);
  requireAclNotBlocked(bucket, grants);
  return grants;
}
