import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket, Grant, Owner } from '../../ground/store/records.js';
import type { BucketContext } from '../request/context.js';
import { readAclDocument } from './acl-document.js';
import { privateAcl, readAclHeaders } from './acl-headers.js';
import { readOwnership } from './ownership.js';
import { requireAclNotBlocked } from './public-access.js';

const maxBody = 256 * 1024;

/** The grants that count: where the bucket's owner enforces its ownership, ACLs are kept and do not. */
export function effectiveGrants(bucket: Bucket, grants: readonly Grant[]): readonly Grant[] {
  return readOwnership(bucket) === 'BucketOwnerEnforced' ? privateAcl(bucket.owner) : grants;
}

/**
 * Reads the ACL that a request sets, from its headers or its body; throws AccessControlListNotSupported and what
 * reading an ACL throws.
 */
export async function readAcl(context: BucketContext, owner: Owner): Promise<readonly Grant[]> {
  const { bucket, headers, server } = context;
  const body = await context.body.readText(maxBody);
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
  if (readOwnership(bucket) === 'BucketOwnerEnforced') {
    throw new S3Error('AccessControlListNotSupported');
  }
  requireAclNotBlocked(bucket, grants);
  return grants;
}
