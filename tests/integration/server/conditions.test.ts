import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await s3.main.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
});

function put(Key: string, conditions: object = {}) {
  return s3.main.send(new PutObjectCommand({ Bucket, Key, Body: 'x', ...conditions }));
}

function remove(Key: string, conditions: object = {}) {
  return s3.main.send(new DeleteObjectCommand({ Bucket, Key, ...conditions }));
}

describe('a condition on an upload whose key changed meanwhile', () => {
  async function begin(Key: string) {
    const { UploadId } = await s3.main.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const { ETag } = await s3.main.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: 1, Body: 'part' }),
    );
    return (conditions: object) =>
      s3.main.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
          ...conditions,
        }),
      );
  }

  test('conflicts where the object was written again, with whatever bytes', async () => {
    const { ETag: IfMatch } = await put('rewritten');
    const complete = await begin('rewritten');
    await put('rewritten');
    await expect(complete({ IfMatch })).rejects.toMatchObject({
      name: 'ConditionalRequestConflict',
      Condition: 'If-Match',
      Key: 'rewritten',
      $metadata: { httpStatusCode: 409 },
    });
  });

  test('conflicts where the object was deleted', async () => {
    await put('deleted');
    const complete = await begin('deleted');
    await remove('deleted');
    await expect(complete({ IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'ConditionalRequestConflict',
      Condition: 'If-None-Match',
    });
    await complete({});
  });

  test('holds where another key changed', async () => {
    const { ETag: IfMatch } = await put('kept');
    const complete = await begin('kept');
    await put('other');
    expect(await complete({ IfMatch })).toMatchObject({ Key: 'kept' });
  });
});

test.each([
  [{ IfMatch: '*' }, 'If-Match'],
  [{ IfNoneMatch: '"etag"' }, 'If-None-Match'],
  [{ IfMatch: '"etag"', IfNoneMatch: '*' }, 'If-Match,If-None-Match'],
])('a write under %j is not implemented', async (conditions, Header) => {
  await put('unknown');
  const expected = { name: 'NotImplemented', Header, $metadata: { httpStatusCode: 501 } };
  await expect(put('unknown', conditions)).rejects.toMatchObject(expected);
  const CopySource = `${Bucket}/unknown`;
  const copy = new CopyObjectCommand({ Bucket, Key: 'copy', CopySource, ...conditions });
  await expect(s3.main.send(copy)).rejects.toMatchObject(expected);
});

test.each([
  [{ IfMatchSize: 1 }, 'x-amz-if-match-size'],
  [{ IfMatchLastModifiedTime: new Date(0) }, 'x-amz-if-match-last-modified-time'],
])('a deletion under %j is not implemented', async (conditions, Header) => {
  await put('stays');
  await expect(remove('stays', conditions)).rejects.toMatchObject({ name: 'NotImplemented', Header });
  await s3.main.send(new GetObjectCommand({ Bucket, Key: 'stays' }));
});

test('a deletion of a version under a condition is not implemented, and the version stays', async () => {
  const { VersionId, ETag: IfMatch } = await put('version');
  await expect(remove('version', { VersionId, IfMatch })).rejects.toMatchObject({ Header: 'If-Match' });
  await s3.main.send(new GetObjectCommand({ Bucket, Key: 'version', VersionId }));
});

test('a conditional deletion finds no object under a delete marker', async () => {
  await put('marked');
  await remove('marked');
  await expect(remove('marked', { IfMatch: '*' })).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a time to come is no condition, on a read and on the source of a copy', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  const { ETag = '' } = await put('future');
  await s3.main.send(new GetObjectCommand({ Bucket, Key: 'future', IfModifiedSince: tomorrow }));
  await s3.main.send(
    new CopyObjectCommand({
      Bucket,
      Key: 'copied',
      CopySource: `${Bucket}/future`,
      CopySourceIfModifiedSince: tomorrow,
    }),
  );
  expect(ETag).not.toBe('');
  await put('future', { IfMatch: ETag.slice(1) });
});
