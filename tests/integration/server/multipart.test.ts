import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  type ChecksumAlgorithm,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const mib = 1024 * 1024;
const s3 = useServer();
const Bucket = newBucketName();
const bodies = [Buffer.alloc(5 * mib, 'a'), Buffer.alloc(5 * mib, 'b'), Buffer.from('end')];

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
});

async function begin(Key: string, ChecksumAlgorithm?: ChecksumAlgorithm): Promise<string | undefined> {
  const created = await s3.main.send(
    new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm, Metadata: { owner: 'me' } }),
  );
  return created.UploadId;
}

async function upload(
  Key: string,
  UploadId: string | undefined,
  ChecksumAlgorithm?: ChecksumAlgorithm,
): Promise<CompletedPart[]> {
  const parts: CompletedPart[] = [];
  for (const [index, Body] of bodies.entries()) {
    const {
      $metadata: _,
      ETag,
      ...sums
    } = await s3.main.send(
      new UploadPartCommand({ Bucket, Key, UploadId, PartNumber: index + 1, Body, ChecksumAlgorithm }),
    );
    // An upload that named no algorithm takes no checksums where it is completed.
    parts.push({ ETag, PartNumber: index + 1, ...(ChecksumAlgorithm === undefined ? {} : sums) });
  }
  return parts;
}

function complete(Key: string, UploadId: string | undefined, Parts: CompletedPart[]) {
  return s3.main.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }),
  );
}

describe('a multipart upload', () => {
  test('becomes one object that can be read whole, by range and by part', async () => {
    const UploadId = await begin('whole');
    const parts = await upload('whole', UploadId);
    const { ETag } = await complete('whole', UploadId, parts);
    const digests = bodies.map((body) => createHash('md5').update(body).digest());
    expect(ETag).toBe(`"${createHash('md5').update(Buffer.concat(digests)).digest('hex')}-3"`);
    const got = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'whole' }));
    expect(got.Metadata).toEqual({ owner: 'me' });
    const bytes = Buffer.from((await got.Body?.transformToByteArray()) ?? []);
    expect(bytes.equals(Buffer.concat(bodies))).toBe(true);
    const seam = await s3.main.send(
      new GetObjectCommand({ Bucket, Key: 'whole', Range: `bytes=${5 * mib - 2}-${5 * mib + 1}` }),
    );
    expect(await seam.Body?.transformToString()).toBe('aabb');
    const last = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'whole', PartNumber: 3 }));
    expect(await last.Body?.transformToString()).toBe('end');
    expect(last).toMatchObject({ PartsCount: 3, $metadata: { httpStatusCode: 206 } });
  });

  test.each([
    ['out of order', (parts: CompletedPart[]) => [...parts].reverse(), 'InvalidPartOrder'],
    ['with a wrong tag', ([part]: CompletedPart[]) => [{ ...part, ETag: '"00"' }], 'InvalidPart'],
    ['with no part', () => [], 'MalformedXML'],
  ])('completed %s is refused', async (_, change, code) => {
    const UploadId = await begin('refused');
    const parts = await upload('refused', UploadId);
    await expect(complete('refused', UploadId, change(parts))).rejects.toMatchObject({ name: code });
  });

  test('with a small part that is not the last is refused', async () => {
    const UploadId = await begin('small');
    const parts: CompletedPart[] = [];
    for (const PartNumber of [1, 2]) {
      const part = await s3.main.send(
        new UploadPartCommand({ Bucket, Key: 'small', UploadId, PartNumber, Body: 'x' }),
      );
      parts.push({ ETag: part.ETag, PartNumber });
    }
    await expect(complete('small', UploadId, parts)).rejects.toMatchObject({ name: 'EntityTooSmall' });
  });

  test('is listed with its parts until it is aborted', async () => {
    const UploadId = await begin('aborted');
    await upload('aborted', UploadId);
    const listed = await s3.main.send(new ListMultipartUploadsCommand({ Bucket, Prefix: 'aborted' }));
    expect(listed.Uploads?.map((one) => one.UploadId)).toEqual([UploadId]);
    const page = await s3.main.send(new ListPartsCommand({ Bucket, Key: 'aborted', UploadId, MaxParts: 2 }));
    expect(page).toMatchObject({ IsTruncated: true, NextPartNumberMarker: '2' });
    const rest = await s3.main.send(
      new ListPartsCommand({ Bucket, Key: 'aborted', UploadId, PartNumberMarker: page.NextPartNumberMarker }),
    );
    expect(rest.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([[3, 3]]);
    await s3.main.send(new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId }));
    await expect(complete('aborted', UploadId, [{ ETag: '"x"', PartNumber: 1 }])).rejects.toMatchObject({
      name: 'NoSuchUpload',
    });
  });

  test('is answered the same when it is completed again', async () => {
    const UploadId = await begin('again');
    const parts = await upload('again', UploadId);
    const first = await complete('again', UploadId, parts);
    expect((await complete('again', UploadId, parts)).ETag).toBe(first.ETag);
  });

  test('takes parts from other objects', async () => {
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'source', Body: 'hello world' }));
    const UploadId = await begin('copied');
    const { CopyPartResult } = await s3.main.send(
      new UploadPartCopyCommand({
        Bucket,
        Key: 'copied',
        UploadId,
        PartNumber: 1,
        CopySource: `${Bucket}/source`,
        CopySourceRange: 'bytes=6-10',
      }),
    );
    await complete('copied', UploadId, [{ ETag: CopyPartResult?.ETag, PartNumber: 1 }]);
    const got = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'copied' }));
    expect(await got.Body?.transformToString()).toBe('world');
  });
});

describe('checksums of multipart objects', () => {
  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const)('%s', async (algorithm) => {
    const Key = `sum-${algorithm}`;
    const UploadId = await begin(Key, algorithm);
    const parts = await upload(Key, UploadId, algorithm);
    await complete(Key, UploadId, parts);
    const head = await s3.main.send(new HeadObjectCommand({ Bucket, Key, ChecksumMode: 'ENABLED' }));
    const isFull = algorithm === 'CRC64NVME';
    expect(head.ChecksumType).toBe(isFull ? 'FULL_OBJECT' : 'COMPOSITE');
    const single = await s3.main.send(
      new PutObjectCommand({
        Bucket,
        Key: `${Key}-single`,
        Body: Buffer.concat(bodies),
        ChecksumAlgorithm: algorithm,
      }),
    );
    const field = `Checksum${algorithm}` as const;
    if (isFull) {
      expect(head[field]).toBe(single[field]);
    } else {
      expect(head[field]).toMatch(/-3$/);
    }
    const attributes = await s3.main.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key,
        ObjectAttributes: ['Checksum', 'ObjectParts', 'ObjectSize'],
      }),
    );
    expect(attributes.ObjectParts?.TotalPartsCount).toBe(3);
    expect(attributes.ObjectParts?.Parts?.map((part) => part[field])).toEqual(
      isFull ? undefined : parts.map((part) => part[field]),
    );
  });

  test('a CRC over the whole object is combined from its parts', async () => {
    const { UploadId } = await s3.main.send(
      new CreateMultipartUploadCommand({
        Bucket,
        Key: 'full',
        ChecksumAlgorithm: 'CRC32',
        ChecksumType: 'FULL_OBJECT',
      }),
    );
    const parts = await upload('full', UploadId, 'CRC32');
    const { ChecksumCRC32 } = await complete('full', UploadId, parts);
    const single = await s3.main.send(
      new PutObjectCommand({
        Bucket,
        Key: 'full-single',
        Body: Buffer.concat(bodies),
        ChecksumAlgorithm: 'CRC32',
      }),
    );
    expect(ChecksumCRC32).toBe(single.ChecksumCRC32);
  });

  test('an upload that named no algorithm ends with CRC64NVME, and takes no checksums of parts', async () => {
    const UploadId = await begin('unnamed');
    const part = await s3.main.send(
      new UploadPartCommand({ Bucket, Key: 'unnamed', UploadId, PartNumber: 1, Body: 'aaa' }),
    );
    expect(part.ChecksumCRC32).toBeDefined();
    const { Parts } = await s3.main.send(new ListPartsCommand({ Bucket, Key: 'unnamed', UploadId }));
    expect(Parts).toEqual([expect.not.objectContaining({ ChecksumCRC32: expect.anything() })]);
    const { ETag, ChecksumCRC32 } = part;
    await expect(
      complete('unnamed', UploadId, [{ ETag, ChecksumCRC32, PartNumber: 1 }]),
    ).rejects.toMatchObject({ name: 'InvalidPart' });
    expect(await complete('unnamed', UploadId, [{ ETag, PartNumber: 1 }])).toMatchObject({
      ChecksumCRC64NVME: 'Rnr2/5P7Gsk=',
      ChecksumType: 'FULL_OBJECT',
    });
  });

  test('the checksum of the whole needs its type where that is not the default of its algorithm', async () => {
    const { UploadId } = await s3.main.send(
      new CreateMultipartUploadCommand({
        Bucket,
        Key: 'typed',
        ChecksumAlgorithm: 'CRC32C',
        ChecksumType: 'FULL_OBJECT',
      }),
    );
    const { ETag, ChecksumCRC32C } = await s3.main.send(
      new UploadPartCommand({
        Bucket,
        Key: 'typed',
        UploadId,
        PartNumber: 1,
        Body: 'abc',
        ChecksumAlgorithm: 'CRC32C',
      }),
    );
    const command = {
      Bucket,
      Key: 'typed',
      UploadId,
      ChecksumCRC32C,
      MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] },
    };
    await expect(s3.main.send(new CompleteMultipartUploadCommand(command))).rejects.toMatchObject({
      name: 'BadDigest',
    });
    const typed = { ...command, ChecksumType: 'FULL_OBJECT' as const };
    expect((await s3.main.send(new CompleteMultipartUploadCommand(typed))).ChecksumCRC32C).toBe('Nks/tw==');
  });
});

test('a reader gets all parts of the object that it asked for, though another takes its place meanwhile', async () => {
  const UploadId = await begin('replaced');
  const size = 12 * mib;
  const Parts: CompletedPart[] = [];
  for (const [index, letter] of ['a', 'b', 'c'].entries()) {
    const { ETag } = await s3.main.send(
      new UploadPartCommand({
        ...{ Bucket, Key: 'replaced', UploadId, PartNumber: index + 1, Body: Buffer.alloc(size, letter) },
      }),
    );
    Parts.push({ ETag, PartNumber: index + 1 });
  }
  await s3.main.send(
    new CompleteMultipartUploadCommand({ Bucket, Key: 'replaced', UploadId, MultipartUpload: { Parts } }),
  );
  // Nothing reads on yet, and the connection holds less than the first part.
  const { Body } = await s3.main.send(new GetObjectCommand({ Bucket, Key: 'replaced' }));
  await s3.main.send(new PutObjectCommand({ Bucket, Key: 'replaced', Body: 'new' }));
  await s3.main.send(new HeadObjectCommand({ Bucket, Key: 'replaced' }));
  const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
  expect(bytes.length).toBe(3 * size);
  expect([0, size, 2 * size].map((start) => bytes.toString('latin1', start, start + 1))).toEqual([
    'a',
    'b',
    'c',
  ]);
});
