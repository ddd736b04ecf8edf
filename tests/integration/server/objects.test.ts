import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
});

describe('buckets', () => {
  test('are listed, located, found, and deleted when they are empty', async () => {
    const own = newBucketName();
    await s3.main.send(new CreateBucketCommand({ Bucket: own }));
    const { Buckets } = await s3.main.send(new ListBucketsCommand({}));
    expect(Buckets?.map(({ Name }) => Name)).toContain(own);
    expect(
      (await s3.main.send(new GetBucketLocationCommand({ Bucket: own }))).LocationConstraint,
    ).toBeUndefined();
    expect((await s3.main.send(new HeadBucketCommand({ Bucket: own }))).BucketRegion).toBe('us-east-1');
    await s3.main.send(new DeleteBucketCommand({ Bucket: own }));
    await expect(s3.main.send(new HeadBucketCommand({ Bucket: own }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
  });

  test('are refused under names that are not allowed', async () => {
    await expect(s3.main.send(new CreateBucketCommand({ Bucket: 'Not_A_Name' }))).rejects.toMatchObject({
      name: 'InvalidBucketName',
    });
  });

  test('belong to whoever made them', async () => {
    await expect(s3.alt.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyExists',
    });
    await expect(s3.alt.send(new ListObjectsV2Command({ Bucket }))).rejects.toMatchObject({
      name: 'AccessDenied',
      $metadata: { httpStatusCode: 403 },
    });
  });
});

describe('objects', () => {
  test('keep bytes, metadata and headers', async () => {
    const put = await s3.main.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a b/ü+%.txt',
        Body: 'hello',
        ContentType: 'text/plain',
        CacheControl: 'no-store',
        Metadata: { owner: 'me' },
      }),
    );
    expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
    const got = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'a b/ü+%.txt' }));
    expect(await got.Body?.transformToString()).toBe('hello');
    expect(got).toMatchObject({
      ContentType: 'text/plain',
      CacheControl: 'no-store',
      ContentLength: 5,
      Metadata: { owner: 'me' },
      ETag: put.ETag,
    });
    expect(await s3.main.send(new HeadObjectCommand({ Bucket, Key: 'a b/ü+%.txt' }))).toMatchObject({
      ContentLength: 5,
      ETag: put.ETag,
    });
  });

  test('larger than memory wants are kept whole', async () => {
    const body = Buffer.alloc(1_500_000, 'abcdefg');
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'large', Body: body }));
    const got = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    expect(Buffer.compare(Buffer.from((await got.Body?.transformToByteArray()) ?? []), body)).toBe(0);
    const part = await s3.main.send(
      new GetObjectCommand({ Bucket, Key: 'large', Range: 'bytes=700000-700009' }),
    );
    expect(await part.Body?.transformToString()).toBe(body.toString('utf8', 700_000, 700_010));
  });

  test.each([
    ['bytes=0-1', 'he', 'bytes 0-1/5'],
    ['bytes=3-', 'lo', 'bytes 3-4/5'],
    ['bytes=-2', 'lo', 'bytes 3-4/5'],
    ['bytes=2-100', 'llo', 'bytes 2-4/5'],
  ])('answer %s with %s', async (Range, body, contentRange) => {
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'range', Body: 'hello' }));
    const got = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'range', Range }));
    expect(await got.Body?.transformToString()).toBe(body);
    expect(got.ContentRange).toBe(contentRange);
    expect(got.$metadata.httpStatusCode).toBe(206);
  });

  test('refuse a range behind the end, and conditions that do not hold', async () => {
    const { ETag } = await s3.main.send(new PutObjectCommand({ Bucket, Key: 'cond', Body: 'hello' }));
    await expect(
      s3.main.send(new GetObjectCommand({ Bucket, Key: 'cond', Range: 'bytes=5-' })),
    ).rejects.toMatchObject({ name: 'InvalidRange', $metadata: { httpStatusCode: 416 } });
    await expect(
      s3.main.send(new GetObjectCommand({ Bucket, Key: 'cond', IfMatch: '"other"' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(
      s3.main.send(new GetObjectCommand({ Bucket, Key: 'cond', IfNoneMatch: ETag })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(
      s3.main.send(new PutObjectCommand({ Bucket, Key: 'cond', Body: 'x', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
  });

  test('have one winner of a conditional race', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) =>
        s3.main.send(new PutObjectCommand({ Bucket, Key: 'race', Body: String(index), IfNoneMatch: '*' })),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('are gone when deleted, and deleting again is no error', async () => {
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: 'x' }));
    await s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
    await expect(s3.main.send(new GetObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({
      name: 'NoSuchKey',
      Key: 'gone',
    });
  });
});

describe('listings', () => {
  const keys = ['a', 'b/1', 'b/2', 'c/1', 'd', '\uffee', '😀'];
  const List = newBucketName();

  beforeAll(async () => {
    await s3.main.send(new CreateBucketCommand({ Bucket: List }));
    for (const Key of [...keys].reverse()) {
      await s3.main.send(new PutObjectCommand({ Bucket: List, Key, Body: Key }));
    }
  });

  test('are in the order of UTF-8 bytes', async () => {
    const { Contents } = await s3.main.send(new ListObjectsV2Command({ Bucket: List }));
    expect(Contents?.map(({ Key }) => Key)).toEqual(keys);
  });

  test.each([1, 2, 3, 1000])('give every key and prefix once in pages of %i', async (MaxKeys) => {
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const page = await s3.main.send(
        new ListObjectsV2Command({ Bucket: List, Delimiter: '/', MaxKeys, ContinuationToken: token }),
      );
      const stops = [
        ...(page.Contents?.map(({ Key }) => Key) ?? []),
        ...(page.CommonPrefixes?.map(({ Prefix }) => Prefix) ?? []),
      ];
      expect(page.KeyCount).toBe(stops.length);
      seen.push(...stops);
      token = page.NextContinuationToken;
    } while (token !== undefined);
    expect(seen.sort()).toEqual(['a', 'b/', 'c/', 'd', '\uffee', '😀'].sort());
  });

  test('go on behind a key that is their whole prefix', async () => {
    const own = newBucketName();
    await s3.main.send(new CreateBucketCommand({ Bucket: own }));
    for (const Key of ['a', 'ab']) {
      await s3.main.send(new PutObjectCommand({ Bucket: own, Key, Body: 'x' }));
    }
    const list = { Bucket: own, Prefix: 'a', MaxKeys: 1 };
    const first = await s3.main.send(new ListObjectsV2Command(list));
    expect(first.Contents?.map(({ Key }) => Key)).toEqual(['a']);
    const { NextContinuationToken: ContinuationToken } = first;
    const second = await s3.main.send(new ListObjectsV2Command({ ...list, ContinuationToken }));
    expect(second.Contents?.map(({ Key }) => Key)).toEqual(['ab']);
    expect(second.IsTruncated).toBe(false);
  });

  test('of version 1 go on from a marker', async () => {
    const page = await s3.main.send(new ListObjectsCommand({ Bucket: List, Delimiter: '/', MaxKeys: 2 }));
    expect(page).toMatchObject({ IsTruncated: true, NextMarker: 'b/' });
    const next = await s3.main.send(
      new ListObjectsCommand({ Bucket: List, Delimiter: '/', Marker: page.NextMarker }),
    );
    expect(next.CommonPrefixes).toEqual([{ Prefix: 'c/' }]);
  });
});

describe('signatures', () => {
  test.each([
    ['a wrong secret', { accessKeyId: 's3tester', secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['an unknown key', { accessKeyId: 'nobody', secretAccessKey: 'wrong' }, 'InvalidAccessKeyId'],
  ])('with %s are refused', async (_, credentials, code) => {
    const [user] = s3.server.users;
    if (user === undefined) {
      throw new Error('no user');
    }
    const client = s3.client(user, { credentials });
    await expect(client.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: code,
      $metadata: { httpStatusCode: 403 },
    });
  });

  test('of a skewed clock are refused', async () => {
    const [user] = s3.server.users;
    if (user === undefined) {
      throw new Error('no user');
    }
    const client = s3.client(user, { systemClockOffset: -3_600_000 });
    client.config.systemClockOffset = -3_600_000;
    await expect(client.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
  });
});
