import { S3Error } from '../../ground/errors/s3-error.js';
import type { Grant, Owner } from '../../ground/store/records.js';
import { privateAcl, readAclHeaders } from '../access/acl-headers.js';
import { anonymous } from '../access/groups.js';
import { readOwnership } from '../access/ownership.js';
import { requireAclNotBlocked } from '../access/public-access.js';
import type { BucketContext } from '../request/context.js';

/** Whose a new object is, and who else may use it. */
export interface NewAcl {
  readonly owner: Owner;
  readonly grants: readonly Grant[];
}

/** Reads the owner and the ACL of a new object, as the bucket's ownership setting has it. */
export function readNewAcl(context: BucketContext): NewAcl {
  const { bucket, user, headers, server } = context;
  const ownership = readOwnership(bucket);
  const writer = user?.owner ?? anonymous;
  const canned = headers['x-amz-acl'];
  const grants = readAclHeaders(headers, { owner: writer, bucketOwner: bucket.owner }, server.users);
  if (ownership === 'BucketOwnerEnforced') {
    requireNoAcl(context);
    return { owner: bucket.owner, grants: privateAcl(bucket.owner) };
  }
  if (ownership === 'BucketOwnerPreferred' && canned === 'bucket-owner-full-control') {
    return { owner: bucket.owner, grants: privateAcl(bucket.owner) };
  }
  if (grants !== undefined) {
    requireAclNotBlocked(bucket, grants);
  }
  return { owner: writer, grants: grants ?? privateAcl(writer) };
}

// What an ACL would change nothing about is accepted: of the bucket's owner its own, of others what gives all to it.
function requireNoAcl({ headers, bucket, user, server }: BucketContext): void {
  const canned = headers['x-amz-acl'];
  const isOwn =
    canned === 'private' &&
    user?.canonicalId === bucket.owner.id &&
    !server.faults.has('enforced-refuses-private');
  const hasGrants = Object.keys(headers).some((name) => name.startsWith('x-amz-grant-'));
  if (hasGrants || (canned !== undefined && canned !== 'bucket-owner-full-control' && !isOwn)) {
    throw new S3Error('AccessControlListNotSupported');
  }
}
