import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();

async function createVersionedBucket(): Promise<string> {
  const Bucket = newBucketName();
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  await s3.main.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  return Bucket;
}

async function put(Bucket: string, Key: string, Body: string): Promise<string | undefined> {
  return (await s3.main.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
}

async function read(Bucket: string, Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await s3.main.send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
}

test('every write is a version that can be read by its id', async () => {
  const Bucket = await createVersionedBucket();
  const first = await put(Bucket, 'k', 'one');
  const second = await put(Bucket, 'k', 'two');
  expect(first).not.toBe(second);
  expect(await read(Bucket, 'k')).toBe('two');
  expect(await read(Bucket, 'k', first)).toBe('one');
});

test('a deletion adds a marker, and deleting the marker brings the object back', async () => {
  const Bucket = await createVersionedBucket();
  await put(Bucket, 'k', 'one');
  const marker = await s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  expect(marker.DeleteMarker).toBe(true);
  await expect(read(Bucket, 'k')).rejects.toMatchObject({ name: 'NoSuchKey' });
  await expect(read(Bucket, 'k', marker.VersionId)).rejects.toMatchObject({
    name: 'MethodNotAllowed',
    $metadata: { httpStatusCode: 405 },
  });
  expect((await s3.main.send(new ListObjectsV2Command({ Bucket }))).KeyCount).toBe(0);
  await s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: marker.VersionId }));
  expect(await read(Bucket, 'k')).toBe('one');
});

test('suspended versioning writes the null version over itself', async () => {
  const Bucket = await createVersionedBucket();
  const first = await put(Bucket, 'k', 'one');
  await s3.main.send(
    new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Suspended' } }),
  );
  await put(Bucket, 'k', 'two');
  await put(Bucket, 'k', 'three');
  const { Versions } = await s3.main.send(new ListObjectVersionsCommand({ Bucket }));
  expect(Versions?.map(({ VersionId, IsLatest }) => [VersionId, IsLatest])).toEqual([
    ['null', true],
    [first, false],
  ]);
  expect(await read(Bucket, 'k', 'null')).toBe('three');
});

test.each([1, 2, 3, 1000])('versions and markers are listed once, in pages of %i', async (MaxKeys) => {
  const Bucket = await createVersionedBucket();
  const ids: (string | undefined)[] = [];
  for (const key of ['a', 'b/1', 'b/2', 'c']) {
    const versions = [await put(Bucket, key, '1'), await put(Bucket, key, '2')];
    if (key === 'c') {
      versions.push((await s3.main.send(new DeleteObjectCommand({ Bucket, Key: key }))).VersionId);
    }
    ids.push(...versions.reverse());
  }
  const seen: (string | undefined)[] = [];
  let markers: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } | undefined = {};
  while (markers !== undefined) {
    const page: ListObjectVersionsCommandOutput = await s3.main.send(
      new ListObjectVersionsCommand({ Bucket, MaxKeys, ...markers }),
    );
    const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    expect(entries.length).toBeLessThanOrEqual(MaxKeys);
    seen.push(...entries.map(({ VersionId }) => VersionId));
    markers = page.IsTruncated
      ? { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }
      : undefined;
  }
  expect([...seen].sort()).toEqual([...ids].sort());
});

test.each([1, 2, 3])(
  'a page goes on behind version %i of the last, though it was deleted',
  async (MaxKeys) => {
    const Bucket = await createVersionedBucket();
    const ids: (string | undefined)[] = [];
    for (const body of ['1', '2', '3', '4']) {
      ids.push(await put(Bucket, 'k', body));
    }
    const first = await s3.main.send(new ListObjectVersionsCommand({ Bucket, MaxKeys }));
    const VersionIdMarker = first.NextVersionIdMarker;
    await s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: VersionIdMarker }));
    const second = await s3.main.send(
      new ListObjectVersionsCommand({ Bucket, KeyMarker: 'k', VersionIdMarker }),
    );
    expect(second.Versions?.map(({ VersionId }) => VersionId)).toEqual(ids.reverse().slice(MaxKeys));
  },
);

test('DeleteObjects deletes versions and makes markers, and the bucket goes when it is empty', async () => {
  const Bucket = await createVersionedBucket();
  const VersionId = await put(Bucket, 'k', 'one');
  await expect(s3.main.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
    name: 'BucketNotEmpty',
  });
  const { Deleted } = await s3.main.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k', VersionId }, { Key: 'other' }] } }),
  );
  expect(Deleted?.map(({ Key, DeleteMarker }) => [Key, DeleteMarker ?? false])).toEqual([
    ['k', false],
    ['other', true],
  ]);
  const marker = Deleted?.[1]?.DeleteMarkerVersionId;
  await s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'other', VersionId: marker }));
  await s3.main.send(new DeleteBucketCommand({ Bucket }));
});

test('tags belong to a version, and copies take metadata and tags along or not', async () => {
  const Bucket = await createVersionedBucket();
  const first = await put(Bucket, 'k', 'one');
  await put(Bucket, 'k', 'two');
  await s3.main.send(
    new PutObjectTaggingCommand({
      Bucket,
      Key: 'k',
      VersionId: first,
      Tagging: { TagSet: [{ Key: 'a', Value: '1' }] },
    }),
  );
  const tagsOf = async (Key: string, VersionId?: string) =>
    (await s3.main.send(new GetObjectTaggingCommand({ Bucket, Key, VersionId }))).TagSet;
  expect(await tagsOf('k')).toEqual([]);
  expect(await tagsOf('k', first)).toEqual([{ Key: 'a', Value: '1' }]);
  const CopySource = `${Bucket}/k?versionId=${first}`;
  await s3.main.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource }));
  expect(await read(Bucket, 'copy')).toBe('one');
  expect(await tagsOf('copy')).toEqual([{ Key: 'a', Value: '1' }]);
  await s3.main.send(
    new CopyObjectCommand({
      Bucket,
      Key: 'copy',
      CopySource: `${Bucket}/copy`,
      MetadataDirective: 'REPLACE',
      Metadata: { new: 'yes' },
      TaggingDirective: 'REPLACE',
    }),
  );
  expect(await tagsOf('copy')).toEqual([]);
  expect((await s3.main.send(new HeadObjectCommand({ Bucket, Key: 'copy' }))).Metadata).toEqual({
    new: 'yes',
  });
});
