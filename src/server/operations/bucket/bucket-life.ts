import type { BucketContext } from '../../domain/request/context.js';
import { S3Error } from '../../ground/errors/s3-error.js';
import { noContent, type Reply } from '../../ground/http/reply.js';
import { bucketArn } from '../../ground/store/bucket-arn.js';
import { signingRegion } from '../../ground/store/regions.js';
import { document } from '../../ground/xml/element.js';

/** HeadBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket({ bucket }: BucketContext): Reply {
  return {
    status: 200,
    headers: {
      'x-amz-bucket-region': signingRegion(bucket),
      'x-amz-bucket-arn': bucketArn(bucket.name),
      'x-amz-access-point-alias': 'false',
      'content-type': 'application/xml',
    },
  };
}

const versionsLeft =
  'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';

/** DeleteBucket: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export function deleteBucket({ bucket, store, server }: BucketContext): Reply {
  if (bucket.versions.size > 0 && !server.faults.has('full-bucket-deleted')) {
    const isVersioned = bucket.settings.versioning !== undefined;
    throw new S3Error('BucketNotEmpty', {
      fields: { BucketName: bucket.name },
      ...(isVersioned ? { message: versionsLeft } : {}),
    });
  }
  store.removeBucket(bucket);
  return noContent;
}

/** GetBucketLocation: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation({ bucket }: BucketContext): Reply {
  return {
    status: 200,
    xml: document('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region),
  };
}
