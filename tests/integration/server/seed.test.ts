import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  PutObjectRetentionCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { startServer } from '../../../src/server/index.js';
import { makeFolder } from '../../support/make-folder.js';
import { useServer } from './support.js';

const large = 'x'.repeat(300_000);
const seedFolder = await makeFolder({
  'photos/2026/ü +.txt': 'photo',
  'photos/large.bin': large,
  'photos/.hidden': 'kept',
  '.gitkeep': '',
});
await mkdir(join(seedFolder, 'empty-bucket'));
await symlink(join(seedFolder, 'photos', 'large.bin'), join(seedFolder, 'photos', 'linked.bin'));

const s3 = useServer({ buckets: ['first', 'photos'], seedFolder, admin: true });
const closed = useServer({ buckets: ['first'], awsDefaults: true, region: 'eu-west-1' });

async function keysOf(client: S3Client, Bucket: string): Promise<readonly (string | undefined)[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key);
}

async function bucketsOf(client: S3Client): Promise<readonly (string | undefined)[]> {
  const { Buckets = [] } = await client.send(new ListBucketsCommand());
  return Buckets.map(({ Name }) => Name);
}

async function textOf(client: S3Client, Key: string): Promise<string | undefined> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket: 'photos', Key }));
  return Body?.transformToString();
}

const seededKeys = ['.hidden', '2026/ü +.txt', 'large.bin', 'linked.bin'];

describe('buckets and objects from the start', () => {
  test("are there, and are the first user's", async () => {
    expect(await bucketsOf(s3.main)).toEqual(['empty-bucket', 'first', 'photos']);
    expect(await keysOf(s3.main, 'photos')).toEqual(seededKeys);
    expect(await textOf(s3.main, '2026/ü +.txt')).toBe('photo');
    expect(await textOf(s3.main, 'large.bin')).toBe(large);
    const { ETag, ChecksumCRC64NVME, ContentType } = await s3.main.send(
      new HeadObjectCommand({ Bucket: 'photos', Key: 'large.bin', ChecksumMode: 'ENABLED' }),
    );
    const put = await s3.main.send(
      new PutObjectCommand({ Bucket: 'first', Key: 'same', Body: large, ChecksumAlgorithm: 'CRC64NVME' }),
    );
    expect([ETag, ChecksumCRC64NVME]).toEqual([put.ETag, put.ChecksumCRC64NVME]);
    expect(ContentType).toBe('binary/octet-stream');
    await expect(s3.alt.send(new ListObjectsV2Command({ Bucket: 'photos' }))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  test("have the server's region and its defaults", async () => {
    const [owner] = closed.server.users;
    const client = owner === undefined ? closed.main : closed.client(owner, { region: 'eu-west-1' });
    expect((await client.send(new HeadBucketCommand({ Bucket: 'first' }))).BucketRegion).toBe('eu-west-1');
    await client.send(new GetPublicAccessBlockCommand({ Bucket: 'first' }));
  });

  test('do not take the place of what a data folder holds', async () => {
    const options = { dataFolder: await makeFolder(), seedFolder };
    for (const expected of ['photo', 'changed']) {
      const server = await startServer(options);
      const client = s3.client({ ...s3.server.users[0], ...server.users[0] } as never, {
        endpoint: server.url,
      });
      expect(await textOf(client, '2026/ü +.txt')).toBe(expected);
      await client.send(new PutObjectCommand({ Bucket: 'photos', Key: '2026/ü +.txt', Body: 'changed' }));
      await server.close();
    }
  });

  test.each([
    ['the name of a bucket that is none', { buckets: ['No'] }, '"No" cannot be the name of a bucket'],
    ['a folder that is not there', { seedFolder: join(seedFolder, 'no') }, 'ENOENT'],
    ['a file outside of a bucket', { seedFolder: join(seedFolder, 'photos') }, 'large.bin is in no bucket'],
    ['nobody to own a bucket', { buckets: ['first'], users: [] }, 'the server has no user'],
    ['a port that is none', { port: 'x' as unknown as number }, 'a port is a whole number'],
    ['a domain that is none', { domains: ['a:1'] }, 'is no domain'],
  ])('cannot be: %s', async (_what, options, said) => {
    await expect(startServer(options)).rejects.toThrow(said);
  });

  test('cannot have a key that is too long', async () => {
    const long = ['a'.repeat(250), 'b'.repeat(250), 'c'.repeat(250), 'd'.repeat(250), 'e'.repeat(50)];
    const folder = await makeFolder();
    await mkdir(join(folder, 'bucket', ...long.slice(0, -1)), { recursive: true });
    await writeFile(join(folder, 'bucket', ...long), 'x');
    await expect(startServer({ seedFolder: folder })).rejects.toThrow('is longer than a key may be');
  });
});

describe('a reset', () => {
  const reset = (headers: Record<string, string> = {}, method = 'POST'): Promise<Response> =>
    fetch(`${s3.server.url}/-/reset`, { method, headers });

  async function change(): Promise<void> {
    const Bucket = 'locked';
    await s3.main.send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: large }));
    await s3.main.send(
      new PutObjectRetentionCommand({
        ...{ Bucket, Key: 'k' },
        Retention: { Mode: 'COMPLIANCE', RetainUntilDate: new Date(Date.now() + 3_600_000) },
      }),
    );
    await s3.main.send(new PutObjectCommand({ Bucket: 'photos', Key: '2026/ü +.txt', Body: 'changed' }));
    await s3.main.send(new PutObjectCommand({ Bucket: 'photos', Key: 'new', Body: 'x' }));
    await s3.main.send(new CreateMultipartUploadCommand({ Bucket: 'photos', Key: 'open' }));
    s3.server.clock.advance(86_400_000);
  }

  async function expectAsAtTheStart(): Promise<void> {
    expect(await bucketsOf(s3.main)).toEqual(['empty-bucket', 'first', 'photos']);
    expect(await keysOf(s3.main, 'photos')).toEqual(seededKeys);
    expect(await keysOf(s3.main, 'first')).toEqual([]);
    expect(await textOf(s3.main, '2026/ü +.txt')).toBe('photo');
    const { Uploads = [] } = await s3.main.send(new ListMultipartUploadsCommand({ Bucket: 'photos' }));
    expect(Uploads).toEqual([]);
    expect(Math.abs(s3.server.clock.now() - Date.now())).toBeLessThan(60_000);
  }

  test('makes the server as it was, by request', async () => {
    await change();
    expect((await reset()).status).toBe(204);
    await expectAsAtTheStart();
  });

  test('makes the server as it was, from code', async () => {
    await change();
    await s3.server.reset();
    await expectAsAtTheStart();
  });

  test('is whole though several ask for it at once', async () => {
    await change();
    const all = await Promise.all(Array.from({ length: 12 }, () => reset()));
    expect(all.filter(({ status }) => status !== 204)).toEqual([]);
    await expectAsAtTheStart();
  });

  test('is not for pages in a browser, and by POST only', async () => {
    expect((await reset({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await reset({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await reset({}, 'GET')).status).toBe(405);
    await expectAsAtTheStart();
  });

  test('is not there unless it is asked for', async () => {
    const response = await fetch(`${closed.server.url}/-/reset`, { method: 'POST' });
    expect(response.status).toBeGreaterThanOrEqual(400);
    await expect(closed.main.send(new HeadBucketCommand({ Bucket: 'first' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 400 },
    });
  });

  test('lasts in a data folder', async () => {
    const options = { dataFolder: await makeFolder(), buckets: ['first'] };
    const server = await startServer(options);
    const owner = server.users[0];
    const client = owner === undefined ? s3.main : s3.client(owner, { endpoint: server.url });
    await client.send(new CreateBucketCommand({ Bucket: 'second' }));
    await client.send(new PutObjectCommand({ Bucket: 'second', Key: 'k', Body: large }));
    await server.reset();
    await server.close();
    const again = await startServer(options);
    const later = owner === undefined ? s3.main : s3.client(owner, { endpoint: again.url });
    expect(await bucketsOf(later)).toEqual(['first']);
    await again.close();
  });
});
