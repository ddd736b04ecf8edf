import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import path from 'node:path';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
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
import { startServer } from '../../../src/server/index.js';
import { makeFolder } from '../../support/make-folder.js';
import { repository } from '../../support/repository.js';
import { startCommand } from '../../support/run-command.js';
import { waitUntil } from '../../support/wait-until.js';
import { signRaw } from './raw-signing.js';

const program = path.join(repository, 'bin', 's3tester.js');
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

/** What a writer has asked for and been answered: rounds of one key, from 0; -1 where there was none. */
interface Progress {
  tried: number;
  answered: number;
}

const kinds = ['small', 'large', 'parts', 'nothing'] as const;

const kindOf = (round: number) => kinds[round % kinds.length] ?? 'nothing';

/** What a round leaves at its key. */
function bodyOf(key: string, round: number): string | undefined {
  const kind = kindOf(round);
  return kind === 'nothing' ? undefined : `${key} ${round} `.repeat(kind === 'small' ? 10 : 60_000);
}

async function write(s3: S3Client, Key: string, round: number): Promise<void> {
  const Body = bodyOf(Key, round);
  const Tagging = `round=${round}`;
  if (Body === undefined) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    return;
  }
  if (kindOf(round) !== 'parts') {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body, Tagging }));
    return;
  }
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, Tagging }));
  const part = { Bucket, Key, UploadId, PartNumber: 1 };
  await s3.send(new UploadPartCommand({ ...part, Body: `${Body} to be replaced` }));
  const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body }));
  const MultipartUpload = { Parts: [{ ETag, PartNumber: 1 }] };
  await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }));
}

/** Checks that a key is as some round left it, from the last that was answered to the last that was tried; gives that. */
async function findRound(s3: S3Client, key: string, { tried, answered }: Progress): Promise<number> {
  const text = await read(s3, key).catch((error: Error) => {
    if (error.name === 'NoSuchKey') {
      return undefined;
    }
    throw error;
  });
  for (let round = Math.max(answered, 0); round <= tried; round++) {
    if (text !== bodyOf(key, round)) {
      continue;
    }
    if (text !== undefined) {
      const { TagSet } = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: key }));
      expect(TagSet).toEqual([{ Key: 'round', Value: String(round) }]);
    }
    return round;
  }
  if (answered < 0 && text === undefined) {
    return -1;
  }
  throw new Error(`${key} holds ${text?.slice(0, 40)}, which is none of its rounds ${answered} to ${tried}`);
}

test('killed again and again in the middle of writes, it has every write that it answered, whole', async () => {
  const folder = await makeFolder();
  const progress = new Map<string, Progress>(
    Array.from({ length: 6 }, (_, index) => [`key-${index}`, { tried: -1, answered: -1 }]),
  );
  for (let life = 0; life < 4; life++) {
    const { command, s3 } = await startKept(folder);
    if (life === 0) {
      await s3.send(new CreateBucketCommand({ Bucket }));
    }
    for (const [key, state] of progress) {
      state.answered = state.tried = await findRound(s3, key, state);
    }
    let answers = 0;
    const writers = [...progress].map(async ([key, state]) => {
      for (;;) {
        state.tried++;
        await write(s3, key, state.tried);
        state.answered = state.tried;
        answers++;
      }
    });
    const ended = Promise.allSettled(writers);
    const enough = 10 + Math.random() * 20;
    await waitUntil(command, async () => (answers >= enough ? true : null));
    command.kill('SIGKILL');
    await ended;
  }
  const server = await startServer({ dataFolder: folder });
  const s3 = clientOf(server.url);
  for (const [key, state] of progress) {
    await findRound(s3, key, state);
  }
  for (const Key of progress.keys()) {
    await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }
  const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  for (const { Key, UploadId } of Uploads) {
    await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  }
  await server.close();
  const again = await startServer({ dataFolder: folder });
  expect(await readdir(path.join(folder, 'bodies'))).toEqual([]);
  await again.close();
});

const onUnix = test.skipIf(process.platform === 'win32');

onUnix('a write that finds no room is refused, and spoils none of those before and after it', async () => {
  const folder = await makeFolder();
  // 200 blocks of 512 bytes are the most that any file may hold.
  const limited = spawn('sh', [
    '-c',
    `ulimit -f 200; exec "$0" "$@"`,
    process.execPath,
    program,
    'serve',
    '--data',
    folder,
  ]);
  const [line] = (await once(limited.stdout.setEncoding('utf8'), 'data')) as [string];
  const s3 = clientOf(line.trim());
  await s3.send(new CreateBucketCommand({ Bucket }));
  const kept = new Map<string, string>();
  const refused: string[] = [];
  for (const size of [40_000, 20_000, 60_000, 10_000, 100_000, 100]) {
    const Key = `of-${size}`;
    const Body = 'x'.repeat(size);
    await s3.send(new PutObjectCommand({ Bucket, Key, Body })).then(
      () => kept.set(Key, Body),
      () => refused.push(Key),
    );
  }
  expect(refused).toEqual(['of-60000', 'of-100000']);
  for (const Key of refused) {
    await expect(read(s3, Key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  }
  limited.kill('SIGKILL');
  await once(limited, 'exit');
  const server = await startServer({ dataFolder: folder });
  const again = clientOf(server.url);
  for (const [key, body] of kept) {
    expect(await read(again, key)).toBe(body);
  }
  for (const Key of refused) {
    await expect(read(again, Key)).rejects.toMatchObject({ name: 'NoSuchKey' });
  }
  await server.close();
});

test('a write that is still on its way when its bucket goes is refused, and leaves the rest as it was', async () => {
  const folder = await makeFolder();
  const server = await startServer({ dataFolder: folder });
  const s3 = clientOf(server.url);
  await s3.send(new CreateBucketCommand({ Bucket }));
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'parts' }));
  const paths = [`/${Bucket}/late`, `/${Bucket}/parts?partNumber=1&uploadId=${UploadId}`];
  const late = paths.map((target) => {
    const url = `${server.url}${target}`;
    const { headers } = signRaw({ method: 'PUT', url, payloadHash: 'UNSIGNED-PAYLOAD' });
    const sent = request(url, { method: 'PUT', headers: { ...headers, 'content-length': 2 } });
    sent.write('a');
    return { sent, answered: once(sent, 'response') as Promise<[IncomingMessage]> };
  });
  // Answered after the server has seen both requests, which were sent before.
  await s3.send(new GetBucketPolicyCommand({ Bucket })).catch(() => undefined);
  await s3.send(new DeleteBucketCommand({ Bucket }));
  for (const { sent, answered } of late) {
    sent.end('b');
    const [response] = await answered;
    expect(response.statusCode).toBe(404);
    response.resume();
  }
  await s3.send(new CreateBucketCommand({ Bucket: 'other' }));
  await server.close();
  const again = await startServer({ dataFolder: folder });
  const { Buckets } = await clientOf(again.url).send(new ListBucketsCommand());
  expect(Buckets).toMatchObject([{ Name: 'other' }]);
  await again.close();
});

onUnix('a start that finds no room says so, takes none, and loses nothing', async () => {
  const folder = await makeFolder();
  const first = await startServer({ dataFolder: folder });
  const s3 = clientOf(first.url);
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x'.repeat(100_000) }));
  await first.close();
  const journal = await readFile(path.join(folder, 'journal.jsonl'), 'utf8');
  // 20 blocks of 512 bytes are less than the journal takes.
  const words = ['-c', `ulimit -f 20; exec "$0" "$@"`, process.execPath, program, 'serve', '--data', folder];
  const limited = spawn('sh', words);
  let said = '';
  limited.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(limited, 'close')) as [number];
  expect([code, said]).toEqual([2, expect.stringContaining('the server cannot start: EFBIG')]);
  expect(await readdir(folder)).toEqual(['bodies', 'journal.jsonl']);
  expect(await readFile(path.join(folder, 'journal.jsonl'), 'utf8')).toBe(journal);
});

test.skipIf(process.platform === 'win32')(
  'nobody but the owner can read what a data folder holds',
  async () => {
    const folder = path.join(await makeFolder(), 'made', 'data');
    const { command, s3 } = await startKept(folder);
    await s3.send(new CreateBucketCommand({ Bucket }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: large }));
    const files = await readdir(folder, { recursive: true });
    expect(files.filter((name) => name.endsWith('.body'))).toHaveLength(1);
    const modes = await Promise.all(
      ['.', ...files].map(
        async (name) => [name, (await stat(path.join(folder, name))).mode & 0o077] as const,
      ),
    );
    expect(modes).toEqual(['.', ...files].map((name) => [name, 0]));
    command.kill('SIGTERM');
    await command.finished;
  },
);
