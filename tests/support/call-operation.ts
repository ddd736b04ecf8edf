import * as sdk from '@aws-sdk/client-s3';

/** What the requests of a probe are about: a bucket with an object, and an upload of another user. */
export interface ProbedPlace {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** A request of each operation, with the parameters of it that need a right of their own. */
const probes: Readonly<
  Record<string, (s3: sdk.S3Client, place: ProbedPlace, parameters: readonly string[]) => Promise<unknown>>
> = {
  HeadBucket: (s3, { bucket }) => s3.send(new sdk.HeadBucketCommand({ Bucket: bucket })),
  DeleteBucket: (s3, { bucket }) => s3.send(new sdk.DeleteBucketCommand({ Bucket: bucket })),
  GetBucketLocation: (s3, { bucket }) => s3.send(new sdk.GetBucketLocationCommand({ Bucket: bucket })),
  GetBucketVersioning: (s3, { bucket }) => s3.send(new sdk.GetBucketVersioningCommand({ Bucket: bucket })),
  GetBucketPolicy: (s3, { bucket }) => s3.send(new sdk.GetBucketPolicyCommand({ Bucket: bucket })),
  GetBucketCors: (s3, { bucket }) => s3.send(new sdk.GetBucketCorsCommand({ Bucket: bucket })),
  ListObjects: (s3, { bucket }) => s3.send(new sdk.ListObjectsCommand({ Bucket: bucket })),
  ListObjectsV2: (s3, { bucket }) => s3.send(new sdk.ListObjectsV2Command({ Bucket: bucket })),
  ListMultipartUploads: (s3, { bucket }) => s3.send(new sdk.ListMultipartUploadsCommand({ Bucket: bucket })),
  GetObject: (s3, place) => s3.send(new sdk.GetObjectCommand(objectOf(place))),
  HeadObject: (s3, place) => s3.send(new sdk.HeadObjectCommand(objectOf(place))),
  PutObject: (s3, place, parameters) =>
    s3.send(
      new sdk.PutObjectCommand({
        ...objectOf(place),
        Key: 'written',
        Body: 'body',
        ...(parameters.includes('ACL') ? { ACL: 'private' } : {}),
      }),
    ),
  CopyObject: (s3, { bucket, key }) =>
    s3.send(new sdk.CopyObjectCommand({ Bucket: bucket, Key: 'copied', CopySource: `${bucket}/${key}` })),
  DeleteObject: (s3, { bucket }) => s3.send(new sdk.DeleteObjectCommand({ Bucket: bucket, Key: 'none' })),
  DeleteObjects: async (s3, { bucket }) => {
    const { Errors = [] } = await s3.send(
      new sdk.DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects: [{ Key: 'none' }] } }),
    );
    if (Errors[0]?.Code === 'AccessDenied') {
      throw Object.assign(new Error('a key was refused'), { name: 'AccessDenied' });
    }
  },
  GetObjectAcl: (s3, place) => s3.send(new sdk.GetObjectAclCommand(objectOf(place))),
  PutObjectAcl: (s3, place) => s3.send(new sdk.PutObjectAclCommand({ ...objectOf(place), ACL: 'private' })),
  CreateMultipartUpload: (s3, place) =>
    s3.send(new sdk.CreateMultipartUploadCommand({ ...objectOf(place), Key: 'begun' })),
  UploadPart: (s3, place) =>
    s3.send(
      new sdk.UploadPartCommand({ ...objectOf(place), UploadId: place.uploadId, PartNumber: 1, Body: 'p' }),
    ),
  UploadPartCopy: (s3, { bucket, key, uploadId }) =>
    s3.send(
      new sdk.UploadPartCopyCommand({
        ...{ Bucket: bucket, Key: key, UploadId: uploadId, PartNumber: 2 },
        CopySource: `${bucket}/${key}`,
      }),
    ),
  CompleteMultipartUpload: (s3, place) =>
    s3.send(
      new sdk.CompleteMultipartUploadCommand({
        ...objectOf(place),
        UploadId: place.uploadId,
        MultipartUpload: { Parts: [{ PartNumber: 9, ETag: '"none"' }] },
      }),
    ),
  ListParts: (s3, place) =>
    s3.send(new sdk.ListPartsCommand({ ...objectOf(place), UploadId: place.uploadId })),
  AbortMultipartUpload: (s3, place) =>
    s3.send(new sdk.AbortMultipartUploadCommand({ ...objectOf(place), UploadId: place.uploadId })),
};

function objectOf({ bucket, key }: ProbedPlace) {
  return { Bucket: bucket, Key: key };
}

/** Whether a request of an operation is let through; what else is wrong with it does not matter. Rejects for one without a probe. */
export async function isAllowedTo(
  operation: string,
  s3: sdk.S3Client,
  place: ProbedPlace,
  parameters: readonly string[],
): Promise<boolean> {
  const probe = probes[operation];
  if (probe === undefined) {
    throw new Error(`there is no request of ${operation} to try`);
  }
  try {
    await probe(s3, place, parameters);
    return true;
  } catch (error) {
    const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
    return name !== 'AccessDenied' && $metadata?.httpStatusCode !== 403;
  }
}
