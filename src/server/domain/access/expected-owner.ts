import { S3Error } from '../../ground/errors/s3-error.js';
import type { Bucket } from '../../ground/store/records.js';
import type { Context } from '../request/context.js';

/** Where a request says whose account a bucket, or a copy's source bucket, should be of. */
export type OwnerHeader = 'x-amz-expected-bucket-owner' | 'x-amz-source-expected-bucket-owner';

const accountId = /^\d{12}$/;

/** Throws AccessDenied where a bucket is of another account than the request expects, and what is no account's id. */
export function requireExpectedOwner(
  { headers, server }: Context,
  bucket: Bucket,
  header: OwnerHeader,
): void {
  const expected = headers[header];
  if (expected === undefined) {
    return;
  }
  if (!accountId.test(expected) && !server.faults.has('expected-owner-form-ignored')) {
    throw new S3Error('InvalidBucketOwnerAWSAccountID', {
      message: `The value of the expected bucket owner parameter must be an AWS Account ID... [${expected}]`,
    });
  }
  if (server.users.byCanonicalId(bucket.owner.id)?.accountId !== expected) {
    throw new S3Error('AccessDenied');
  }
}
