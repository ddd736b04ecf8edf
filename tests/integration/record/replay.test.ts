import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import * as sdk from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Recording, type ReplayScenario, scenarioOf } from '../../../src/record/index.js';
import { createS3Client } from '../../../src/s3/index.js';
import { startServer } from '../../../src/server/index.js';
import { runScenario } from '../../support/run-scenario.js';
import { systemSources } from '../../support/system-sources.js';
import { useServer } from '../../support/use-server.js';
import { clientKeys, type RecordedProxy, serverKeys, startRecordedProxy } from './recorded-proxy.js';

const recorded = useServer({ users: [{ name: 'main', ...serverKeys }] });
const bucket = { Bucket: 'bucket' };
const customerKey = Buffer.alloc(32, 'k');

let recording: Recording;
let scenario: ReplayScenario;

beforeAll(async () => {
  const proxy = await startRecordedProxy(recorded.url);
  await doJob(proxy);
  recording = {
    head: {
      recording: 1,
      application: 'job',
      version: '1',
      started: new Date().toISOString(),
      upstream: null,
      addressing: 'path',
    },
    lines: proxy.lines,
  };
  scenario = await scenarioOf(recording);
});

/** What a program does that uses much of S3. */
async function doJob(proxy: RecordedProxy): Promise<void> {
  const s3 = proxy.sdk();
  await expect(s3.send(new sdk.HeadBucketCommand(bucket))).rejects.toThrow();
  await s3.send(new sdk.CreateBucketCommand(bucket));
  await takeLock(s3);
  await uploadInParts(s3);
  await listInPages(s3);
  await keepVersions(s3);
  await presign(proxy);
  const sse = {
    ...bucket,
    Key: 'sse',
    SSECustomerAlgorithm: 'AES256',
    SSECustomerKey: customerKey.toString('base64'),
  };
  const SSECustomerKeyMD5 = createHash('md5').update(customerKey).digest('base64');
  await s3.send(new sdk.PutObjectCommand({ ...sse, SSECustomerKeyMD5, Body: 'kept secret' }));
  const stream = { ...bucket, Key: 'stream', Body: Readable.from([Buffer.alloc(100_000, 's')]) };
  await s3.send(new sdk.PutObjectCommand({ ...stream, ContentLength: 100_000 }));
}

async function takeLock(s3: sdk.S3Client): Promise<void> {
  const lock = { ...bucket, Key: 'lock' };
  const { ETag = '' } = await s3.send(new sdk.PutObjectCommand({ ...lock, Body: 'a', IfNoneMatch: '*' }));
  await expect(s3.send(new sdk.PutObjectCommand({ ...lock, Body: 'b', IfNoneMatch: '*' }))).rejects.toThrow();
  await s3.send(new sdk.PutObjectCommand({ ...lock, Body: 'longer', IfMatch: ETag }));
  await expect(s3.send(new sdk.PutObjectCommand({ ...lock, Body: 'c', IfMatch: ETag }))).rejects.toThrow();
  const { Body } = await s3.send(new sdk.GetObjectCommand(lock));
  expect(await Body?.transformToString()).toBe('longer');
}

async function uploadInParts(s3: sdk.S3Client): Promise<void> {
  const big = { ...bucket, Key: 'big', ChecksumAlgorithm: 'CRC32' } as const;
  const { UploadId = '' } = await s3.send(new sdk.CreateMultipartUploadCommand(big));
  const bodies = [Buffer.alloc(5 * 1024 * 1024, 'p'), Buffer.from('tail')];
  const Parts = await Promise.all(
    bodies.map(async (Body, index) => {
      const PartNumber = index + 1;
      const part = await s3.send(new sdk.UploadPartCommand({ ...big, UploadId, PartNumber, Body }));
      return { PartNumber, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 };
    }),
  );
  await s3.send(new sdk.CompleteMultipartUploadCommand({ ...big, UploadId, MultipartUpload: { Parts } }));
  const { Body } = await s3.send(
    new sdk.GetObjectCommand({ ...bucket, Key: 'big', Range: 'bytes=5242878-5242881' }),
  );
  expect(await Body?.transformToString()).toBe('ppta');
}

async function listInPages(s3: sdk.S3Client): Promise<void> {
  const names = ['p/1', 'p/2', 'p/3', 'p/ö +'];
  await Promise.all(names.map((Key) => s3.send(new sdk.PutObjectCommand({ ...bucket, Key, Body: Key }))));
  const pages = sdk.paginateListObjectsV2({ client: s3, pageSize: 3 }, { ...bucket, Prefix: 'p/' });
  const keys: (string | undefined)[] = [];
  for await (const { Contents = [] } of pages) {
    keys.push(...Contents.map(({ Key }) => Key));
  }
  expect(keys).toEqual(names);
  await s3.send(new sdk.CopyObjectCommand({ ...bucket, Key: 'copy', CopySource: 'bucket/p/%C3%B6%20%2B' }));
  const Objects = names.slice(0, 2).map((Key) => ({ Key }));
  await s3.send(new sdk.DeleteObjectsCommand({ ...bucket, Delete: { Objects } }));
}

async function keepVersions(s3: sdk.S3Client): Promise<void> {
  const kept = { ...bucket, Key: 'kept' };
  await s3.send(
    new sdk.PutBucketVersioningCommand({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } }),
  );
  const { VersionId } = await s3.send(new sdk.PutObjectCommand({ ...kept, Body: 'first one' }));
  await s3.send(new sdk.PutObjectCommand({ ...kept, Body: 'second' }));
  const { Body } = await s3.send(new sdk.GetObjectCommand({ ...kept, VersionId }));
  expect(await Body?.transformToString()).toBe('first one');
}

async function presign({ url, client }: RecordedProxy): Promise<void> {
  const own = createS3Client({ endpointUrl: url, region: 'us-east-1' }, systemSources);
  const credential = { kind: 'keys', name: 'client', ...clientKeys } as const;
  const call = { kind: 'operation', input: { ...bucket, Key: 'presigned' }, credential, client } as const;
  try {
    for (const [operation, method] of [
      ['PutObject', 'PUT'],
      ['GetObject', 'GET'],
    ] as const) {
      const link = await own.presign({ ...call, operation }, { expires: 60 });
      const response = await fetch(link.url, { method, ...(method === 'PUT' ? { body: 'by a link' } : {}) });
      expect(response.status).toBe(200);
      await response.text();
    }
  } finally {
    await own.close();
  }
}

async function replayOn(faults: readonly string[]) {
  const server = await startServer({
    faults,
    users: [{ name: 'main', accessKey: 'demo', secretKey: 'demo-secret' }],
  });
  try {
    const { cases } = await runScenario(scenario.text, server.url);
    return cases[0];
  } finally {
    await server.close();
  }
}

describe('a recording of a program', () => {
  test('is replayed whole, and passes', async () => {
    expect(scenario.omissions).toEqual([]);
    expect(scenario.replayed).toBe(recording.lines.length);
    expect(await replayOn([])).toMatchObject({ verdict: 'pass' });
  });

  test.each([
    ['put-if-none-match-ignored', 'fail', /PreconditionFailed/],
    ['put-if-match-ignored', 'fail', /PreconditionFailed/],
    ['truncation-not-said', 'fail', /IsTruncated/],
    ['range-ignored', 'fail', /expected 206/],
    ['not-implemented=DeleteObjects', 'unsupported', /DeleteObjects: .*expected 200, actual 501/],
  ])('does not pass with %s, on which the program depends', async (fault, verdict, reason) => {
    expect(await replayOn([fault])).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
  });

  test('passes with a fault that the program does not notice', async () => {
    expect(await replayOn(['checksum-not-verified'])).toMatchObject({ verdict: 'pass' });
  });

  test('holds no secret and no byte of what was sent', () => {
    const digest = createHash('md5').update(customerKey).digest('base64');
    const secrets = [clientKeys, serverKeys].flatMap(({ accessKey, secretKey }) => [accessKey, secretKey]);
    for (const secret of [...secrets, customerKey.toString('base64'), digest, 'kept secret', 'by a link']) {
      expect(scenario.text).not.toContain(secret);
    }
    expect(scenario.text).not.toMatch(/X-Amz-Signature|Signature=|AWS4-HMAC/);
  });
});
