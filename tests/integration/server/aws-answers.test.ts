import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();
const foreignId = 'HPniJFCxqTsMuIH9KX8K8wEjNUgmABCD';

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  await s3.main.send(new PutObjectCommand({ Bucket, Key: 'a b+c*d~', Body: 'x' }));
});

describe('the id of a version that S3 never made', () => {
  const refused = { name: 'InvalidArgument', ArgumentName: 'versionId', $metadata: { httpStatusCode: 400 } };

  test.each([
    ['GetObject', (VersionId: string) => new GetObjectCommand({ Bucket, Key: 'k', VersionId })],
    ['DeleteObject', (VersionId: string) => new DeleteObjectCommand({ Bucket, Key: 'k', VersionId })],
  ])('is refused by %s', async (_, command) => {
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
    for (const id of [foreignId, 'abc']) {
      await expect(s3.main.send(command(id) as GetObjectCommand)).rejects.toMatchObject(refused);
    }
  });

  test('is an error of its entry in DeleteObjects', async () => {
    const Objects = [{ Key: 'k', VersionId: foreignId }];
    const { Errors, Deleted } = await s3.main.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
    expect(Deleted).toBeUndefined();
    expect(Errors).toMatchObject([{ Code: 'NoSuchVersion', Key: 'k', VersionId: foreignId }]);
  });

  test('is refused as a marker of a listing', async () => {
    const command = new ListObjectVersionsCommand({ Bucket, KeyMarker: 'k', VersionIdMarker: 'abc' });
    await expect(s3.main.send(command)).rejects.toMatchObject({ ArgumentName: 'version-id-marker' });
  });
});

test('the id of a version that is gone is known as one', async () => {
  const versioned = newBucketName();
  await s3.main.send(new CreateBucketCommand({ Bucket: versioned }));
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await s3.main.send(new PutBucketVersioningCommand({ Bucket: versioned, VersioningConfiguration }));
  const object = { Bucket: versioned, Key: 'k' };
  const { VersionId } = await s3.main.send(new PutObjectCommand({ ...object, Body: 'x' }));
  await s3.main.send(new DeleteObjectCommand({ ...object, VersionId }));
  await s3.main.send(new DeleteObjectCommand({ ...object, VersionId }));
  await expect(s3.main.send(new GetObjectCommand({ ...object, VersionId }))).rejects.toMatchObject({
    name: 'NoSuchVersion',
  });
});

describe('a listing', () => {
  test('encodes as forms do where it is asked to', async () => {
    const { Contents } = await s3.main.send(new ListObjectsV2Command({ Bucket, EncodingType: 'url' }));
    expect(Contents?.[0]?.Key).toBe('a+b%2Bc*d%7E');
  });

  test('takes no empty continuation token', async () => {
    const command = new ListObjectsV2Command({ Bucket, ContinuationToken: '' });
    await expect(s3.main.send(command)).rejects.toMatchObject({ ArgumentName: 'continuation-token' });
  });

  test('of uploads takes no marker of another key', async () => {
    const command = new ListMultipartUploadsCommand({ Bucket, KeyMarker: 'k', UploadIdMarker: 'x' });
    await expect(s3.main.send(command)).rejects.toMatchObject({ ArgumentName: 'upload-id-marker' });
  });

  test('of buckets gives ARNs and knows which regions there are', async () => {
    const { Buckets, Owner } = await s3.main.send(new ListBucketsCommand({ Prefix: Bucket }));
    expect(Buckets).toMatchObject([{ BucketArn: `arn:aws:s3:::${Bucket}`, BucketRegion: 'us-east-1' }]);
    expect(Owner).not.toHaveProperty('DisplayName');
    const command = new ListBucketsCommand({ BucketRegion: 'eu-east-1' });
    await expect(s3.main.send(command)).rejects.toMatchObject({ ArgumentName: 'bucket-region' });
  });
});

test('a bucket of the oldest region names no region, and another is told its address', async () => {
  const create = (LocationConstraint: 'us-east-1' | 'eu-west-1' | '') =>
    s3.main.send(
      new CreateBucketCommand({
        Bucket: newBucketName(),
        CreateBucketConfiguration: { LocationConstraint: LocationConstraint as 'eu-west-1' },
      }),
    );
  for (const constraint of ['us-east-1', ''] as const) {
    await expect(create(constraint)).rejects.toMatchObject({ name: 'InvalidLocationConstraint' });
  }
  const { Location, BucketArn } = await create('eu-west-1');
  expect(Location).toMatch(/^http:\/\/test-bucket-/);
  expect(BucketArn).toMatch(/^arn:aws:s3:::test-bucket-/);
  expect((await s3.main.send(new HeadBucketCommand({ Bucket }))).BucketArn).toBe(`arn:aws:s3:::${Bucket}`);
});

test('an expected owner that is no account is refused as such', async () => {
  const command = new HeadObjectCommand({ Bucket, Key: 'k', ExpectedBucketOwner: 'abcd' });
  await expect(s3.main.send(command)).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } });
});

test('a copy in a suspended bucket names the null version, and not that of its source', async () => {
  const suspended = newBucketName();
  await s3.main.send(new CreateBucketCommand({ Bucket: suspended }));
  await s3.main.send(new PutObjectCommand({ Bucket: suspended, Key: 'k', Body: 'x' }));
  const VersioningConfiguration = { Status: 'Suspended' as const };
  await s3.main.send(new PutBucketVersioningCommand({ Bucket: suspended, VersioningConfiguration }));
  const copied = await s3.main.send(
    new CopyObjectCommand({ Bucket: suspended, Key: 'copy', CopySource: `${suspended}/k` }),
  );
  expect(copied.VersionId).toBe('null');
  expect(copied.CopySourceVersionId).toBeUndefined();
});
