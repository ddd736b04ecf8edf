import { readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { startServer } from '../../../src/servers/index.js';
import { makeFolder } from '../../support/make-folder.js';
import { startCommand } from '../../support/run-command.js';
import { waitUntil } from '../../support/wait-until.js';

const Bucket = 'kept';
const large = Buffer.alloc(700_000, 'large');

function clientOf(endpoint: string): S3Client {
  return new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: 's3tester', secretAccessKey: 's3tester-secret' },
  });
}

async function startKept(folder: string) {
  const command = startCommand(['serve', '--data', folder, '--port', '0']);
  await waitUntil(command, async () => command.firstLine() || null);
  return { command, s3: clientOf(command.firstLine()) };
}

async function read(s3: S3Client, Key: string, VersionId?: string): Promise<string | undefined> {
  return (await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }))).Body?.transformToString();
}

test('what was answered is there after the process was killed', async () => {
  const folder = await makeFolder();
  const first = await startKept(folder);
  const { s3 } = first;
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` },
    ],
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  const one = await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'one', Metadata: { a: 'b' } }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'two' }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'gone', Body: large }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'gone' }));
  await s3.send(
    new PutObjectTaggingCommand({ Bucket, Key: 'large', Tagging: { TagSet: [{ Key: 't', Value: '1' }] } }),
  );
  await s3.send(
    new PutObjectCommand({ Bucket, Key: 'kms', Body: 'sealed', ServerSideEncryption: 'aws:kms' }),
  );
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
  const part = await s3.send(
    new UploadPartCommand({ Bucket, Key: 'parts', UploadId, PartNumber: 1, Body: large }),
  );
  first.command.kill('SIGKILL');
  await first.command.finished;

  const second = await startKept(folder);
  expect(await read(second.s3, 'k')).toBe('two');
  expect(await read(second.s3, 'k', one.VersionId)).toBe('one');
  expect(await read(second.s3, 'large')).toBe(large.toString());
  expect(await read(second.s3, 'kms')).toBe('sealed');
  await expect(read(second.s3, 'gone')).rejects.toMatchObject({ name: 'NoSuchKey' });
  const { TagSet } = await second.s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'large' }));
  expect(TagSet).toEqual([{ Key: 't', Value: '1' }]);
  expect((await second.s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(Policy);
  const { Versions, DeleteMarkers } = await second.s3.send(new ListObjectVersionsCommand({ Bucket }));
  expect([Versions?.length, DeleteMarkers?.length]).toEqual([5, 1]);
  const { Parts } = await second.s3.send(new ListPartsCommand({ Bucket, Key: 'parts', UploadId }));
  expect(Parts).toHaveLength(1);
  await second.s3.send(
    new CompleteMultipartUploadCommand({
      Bucket,
      Key: 'parts',
      UploadId,
      MultipartUpload: { Parts: [{ ETag: part.ETag, PartNumber: 1 }] },
    }),
  );
  expect(await read(second.s3, 'parts')).toBe(large.toString());
  second.command.kill('SIGKILL');
  await second.command.finished;
});

test('a process killed in the middle of writes leaves every object whole, and no stray bodies', async () => {
  const folder = await makeFolder();
  const { command, s3 } = await startKept(folder);
  await s3.send(new CreateBucketCommand({ Bucket }));
  const bodies = ['a'.repeat(600_000), 'b'.repeat(600_000)];
  const answered = new Set<string>();
  const writers = Array.from({ length: 8 }, async (_, index) => {
    for (let round = 0; ; round++) {
      const Key = `${index}/${round % 3}`;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: bodies[round % 2] ?? '' }));
      answered.add(Key);
    }
  });
  const ended = Promise.allSettled(writers);
  await waitUntil(command, async () => (answered.size >= 12 ? true : null));
  command.kill('SIGKILL');
  await ended;

  const server = await startServer({ dataFolder: folder });
  const again = clientOf(server.url);
  const { Versions = [] } = await again.send(new ListObjectVersionsCommand({ Bucket }));
  const keys = new Set(Versions.map(({ Key }) => Key));
  for (const key of answered) expect(keys).toContain(key);
  for (const { Key = '' } of Versions) {
    const text = await read(again, Key);
    expect(bodies).toContain(text);
  }
  expect(await readdir(path.join(folder, 'bodies'))).toHaveLength(Versions.length);
  await server.close();
});
