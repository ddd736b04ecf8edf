import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket } from '../../ground/store/records.js';
import type { Context } from '../request/context.js';

/** Where a request says whose account a bucket, or a copy's source bucket, should be of. */
export type OwnerHeader = 'x-amz-expected-bucket-owner' | 'x-amz-source-expected-bucket-owner';

/** Throws AccessDenied where a bucket is of another account than the request expects, and what S3 says of a text that is no account. */
export function requireExpectedOwner(
  { headers, server }: Context,
  bucket: Bucket,
  header: OwnerHeader,
): void {
  const expected = headers[header];
  if (expected === undefined) {
    return;
  }
  if (!/^\d{12}$/.test(expected)) {
    throw new S3Error('InvalidBucketOwnerAWSAccountID', {
      message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`,
    });
  }
  if (server.users.byCanonicalId(bucket.owner.id)?.accountId !== expected) {
    throw new S3Error('AccessDenied');
  }
}
