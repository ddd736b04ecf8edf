import { createHash } from 'node:crypto';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();
const size = 600_000;
const racers = Array.from({ length: 6 }, (_, index) => String(index));

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
});

async function put(Key: string, Body: string): Promise<string | undefined> {
  return (await s3.main.send(new PutObjectCommand({ Bucket, Key, Body }))).ETag;
}

async function uploadPart(Key: string, Body: string) {
  const { UploadId } = await s3.main.send(new CreateMultipartUploadCommand({ Bucket, Key }));
  const part = { Bucket, Key, UploadId, PartNumber: 1 };
  const { ETag } = await s3.main.send(new UploadPartCommand({ ...part, Body }));
  return { Bucket, Key, UploadId, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } };
}

async function read(Key: string): Promise<{ text: string; etag: string }> {
  const { Body, ETag = '' } = await s3.main.send(new GetObjectCommand({ Bucket, Key }));
  return { text: (await Body?.transformToString()) ?? '', etag: ETag };
}

const md5 = (bytes: string | Buffer) => createHash('md5').update(bytes);

test('readers of a key that writers overwrite get a whole version each, with its own entity tag', async () => {
  const Key = 'busy';
  await put(Key, 'a'.repeat(size));
  let writing = racers.length;
  const writers = racers.map(async (racer) => {
    for (const letter of ['b', 'c', 'd', 'e']) {
      const body = `${letter}${racer}`.repeat(size / 2);
      if (letter !== 'd') {
        await put(Key, body);
      } else {
        await s3.main.send(new CompleteMultipartUploadCommand(await uploadPart(Key, body)));
      }
    }
    writing--;
  });
  let reads = 0;
  const readers = racers.map(async () => {
    while (writing > 0) {
      const { text, etag } = await read(Key);
      expect(text).toHaveLength(size);
      expect(text).toBe(text.slice(0, 2).repeat(size / 2));
      const isOfParts = text.startsWith('d');
      const wanted = isOfParts ? `${md5(md5(text).digest()).digest('hex')}-1` : md5(text).digest('hex');
      expect(etag).toBe(`"${wanted}"`);
      reads++;
    }
  });
  await Promise.all([...writers, ...readers]);
  expect(reads).toBeGreaterThan(0);
});

/** Lets all racers go at once; gives those who were not refused, and the status of those who were. */
async function race(run: (racer: string) => Promise<unknown>) {
  const outcomes = await Promise.allSettled(racers.map(run));
  const losers = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [outcome.reason.$metadata?.httpStatusCode] : [],
  );
  return { winners: racers.filter((_, index) => outcomes[index]?.status === 'fulfilled'), losers };
}

describe('of writes that race for a condition one wins:', () => {
  test('replacements of one version', async () => {
    const IfMatch = await put('replaced', 'old');
    // Large enough that all are on their way before the first is there.
    const bodyOf = (racer: string) => racer.repeat(size);
    const { winners, losers } = await race((racer) =>
      s3.main.send(new PutObjectCommand({ Bucket, Key: 'replaced', Body: bodyOf(racer), IfMatch })),
    );
    expect(new Set(losers)).toEqual(new Set([412]));
    expect(winners.map(bodyOf)).toEqual([(await read('replaced')).text]);
  });

  test('completions of uploads', async () => {
    const uploads = await Promise.all(racers.map((body) => uploadPart('completed', body)));
    const { winners, losers } = await race((racer) =>
      s3.main.send(
        new CompleteMultipartUploadCommand({
          ...(uploads[Number(racer)] ?? expect.fail()),
          IfNoneMatch: '*',
        }),
      ),
    );
    expect(new Set(losers)).toEqual(new Set([412]));
    expect(winners).toEqual([(await read('completed')).text]);
  });

  test('copies', async () => {
    await Promise.all(racers.map((racer) => put(`source-${racer}`, racer)));
    const { winners, losers } = await race((racer) =>
      s3.main.send(
        new CopyObjectCommand({
          ...{ Bucket, Key: 'copied', CopySource: `${Bucket}/source-${racer}`, IfNoneMatch: '*' },
        }),
      ),
    );
    expect(new Set(losers)).toEqual(new Set([412]));
    expect(winners).toEqual([(await read('copied')).text]);
  });

  test('deletions', async () => {
    const IfMatch = await put('deleted', 'old');
    const { winners } = await race(() =>
      s3.main.send(new DeleteObjectCommand({ Bucket, Key: 'deleted', IfMatch })),
    );
    expect(winners).toHaveLength(1);
  });
});
