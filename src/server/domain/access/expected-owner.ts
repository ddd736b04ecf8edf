import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket } from '../../ground/store/records.js';
import type { Context } from '../request/context.js';

/** Where a request says whose account a bucket, or a copy's source bucket, should be of. */
export type OwnerHeader = 'x-amz-expected-bucket-owner' | 'x-amz-source-expected-bucket-owner';

/** Throws AccessDenied where a bucket is of another account than the request expects. */
export function requireExpectedOwner(
  { headers, server }: Context,
  bucket: Bucket,
  header: OwnerHeader,
): void {
  const expected = headers[header];
  if (expected === undefined) {
    return;
  }
  if (server.users.byCanonicalId(bucket.owner.id)?.accountId !== expected) {
    throw new S3Error('AccessDenied');
  }
}
