import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Call,
  createS3Client,
  type Exchange,
  type OperationCall,
  type S3Client,
  toCurl,
} from '../../../src/s3/index.js';
import { type RunningServer, startServer } from '../../../src/server/index.js';
import { createBody } from '../../support/create-body.js';
import { systemSources } from '../../support/system-sources.js';

const run = promisify(execFile);
const keys = { accessKey: 'curl-key', secretKey: 'a secret / with + signs' };
const credential = { kind: 'keys', name: 'main', ...keys } as const;
const client = {
  driver: 'direct',
  checksums: 'when_supported',
  retry: { maxAttempts: 1, mode: 'standard' },
} as const;
const within = { signal: new AbortController().signal, timeoutMs: 10_000 };

const hasCurl = await run('curl', ['--version']).then(
  ({ stdout }) => process.platform !== 'win32' && stdout.includes('curl '),
  () => false,
);

describe.skipIf(!hasCurl)('the curl line of a request', () => {
  let server: RunningServer;
  let s3: S3Client;
  let folder: string;

  beforeAll(async () => {
    server = await startServer({ users: [{ name: 'main', ...keys }] });
    s3 = createS3Client({ endpointUrl: server.url, region: 'us-east-1' }, systemSources);
    folder = await mkdtemp(join(tmpdir(), 's3tester-curl-'));
    await writeFile(join(folder, 'a file'), 'from a file');
    await send('CreateBucket', { Bucket: 'curl-bucket' });
    await send('PutObject', { Bucket: 'curl-bucket', Key: 'there' }, 'hello');
  });
  afterAll(async () => {
    await s3.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function send(
    operation: string,
    input: Record<string, unknown>,
    body?: unknown,
  ): Promise<{ readonly call: OperationCall; readonly exchange: Exchange; readonly status: number }> {
    const source =
      body === undefined ? {} : { body: await createBody(body, (reference) => reference.slice(7)) };
    const call: OperationCall = { kind: 'operation', operation, input, credential, client, ...source };
    const outcome = await s3.send(call, within);
    const exchange = outcome.exchanges.at(-1);
    if (exchange === undefined || outcome.response === null) {
      throw new Error(outcome.failure?.message);
    }
    return { call, exchange, status: outcome.response.status };
  }

  async function repeat(line: string | null): Promise<number> {
    expect(line).not.toBeNull();
    for (const secret of [keys.accessKey, keys.secretKey]) {
      expect(line).not.toContain(secret);
    }
    const { stdout, stderr } = await run('sh', ['-c', `${line ?? 'false'} --verbose`], {
      env: { ...process.env, AWS_ACCESS_KEY_ID: keys.accessKey, AWS_SECRET_ACCESS_KEY: keys.secretKey },
    });
    const sent = [...stderr.matchAll(/^> ([\w-]+):/gm)].map(([, name]) => name?.toLowerCase());
    const signed = /SignedHeaders=([^,]+)/.exec(stderr)?.[1]?.split(';');
    expect(sent, 'a server may refuse a signed header that is not there').toEqual(
      expect.arrayContaining(signed ?? []),
    );
    return Number(/^HTTP\/1\.1 (\d+)/.exec(stdout)?.[1]);
  }

  test.each<[string, Record<string, unknown>, unknown]>([
    ['GetObject', { Bucket: 'curl-bucket', Key: 'there' }, undefined],
    ['GetObject', { Bucket: 'curl-bucket', Key: 'not there' }, undefined],
    ['HeadObject', { Bucket: 'curl-bucket', Key: 'there' }, undefined],
    ['PutObject', { Bucket: 'curl-bucket', Key: "it's/ü @&=+" }, 'it\'s a text\nwith $HOME and "quotes"'],
    ['PutObject', { Bucket: 'curl-bucket', Key: 'empty' }, ''],
    ['CreateMultipartUpload', { Bucket: 'curl-bucket', Key: 'parts' }, undefined],
    ['CopyObject', { Bucket: 'curl-bucket', Key: 'copy', CopySource: 'curl-bucket/there' }, undefined],
    ['PutObject', { Bucket: 'curl-bucket', Key: 'at', Metadata: { owner: 'me' } }, '@not-a-file'],
    ['PutObject', { Bucket: 'curl-bucket', Key: 'file', ContentType: 'text/plain' }, 'file://FOLDER/a file'],
    ['ListObjectsV2', { Bucket: 'curl-bucket', Prefix: 'a b', Delimiter: '/', MaxKeys: 3 }, undefined],
    ['GetBucketLocation', { Bucket: 'curl-bucket' }, undefined],
    ['DeleteObjects', { Bucket: 'curl-bucket', Delete: { Objects: [{ Key: 'nothing' }] } }, undefined],
    ['DeleteObject', { Bucket: 'curl-bucket', Key: 'nothing' }, undefined],
    ['ListBuckets', {}, undefined],
  ])('is answered as the request was: %s %j', async (operation, input, body) => {
    const resolved = typeof body === 'string' ? body.replace('FOLDER', folder) : body;
    const { call, exchange, status } = await send(operation, input, resolved);
    expect(status).not.toBe(403);
    expect(await repeat(toCurl(exchange, call, 'us-east-1'))).toBe(status);
  });

  test('reaches a bucket before an IP address', async () => {
    const other = createS3Client(
      { endpointUrl: server.url, region: 'us-east-1', pathStyle: false },
      systemSources,
    );
    const input = { Bucket: 'curl-bucket', Key: 'there' };
    const call: Call = { kind: 'operation', operation: 'GetObject', input, credential, client };
    const { exchanges } = await other.send(call, within);
    await other.close();
    expect(exchanges[0]?.url).toContain('//curl-bucket.127.0.0.1:');
    expect(await repeat(exchanges[0] === undefined ? null : toCurl(exchanges[0], call, 'us-east-1'))).toBe(
      200,
    );
  });

  test('is refused with a wrong secret, so that the test above means something', async () => {
    const { call, exchange } = await send('GetObject', { Bucket: 'curl-bucket', Key: 'there' });
    const line = toCurl(exchange, call, 'us-east-1')?.replace('$AWS_SECRET_ACCESS_KEY', 'wrong') ?? null;
    expect(await repeat(line)).toBe(403);
  });

  test('is null where curl cannot send the same', async () => {
    const streamed = await send(
      'PutObject',
      { Bucket: 'curl-bucket', Key: 'big' },
      { size: '2MiB', seed: 1 },
    );
    expect(toCurl(streamed.exchange, streamed.call as Call, 'us-east-1')).toBeNull();
    const binary = await send('PutObject', { Bucket: 'curl-bucket', Key: 'bin' }, { base64: '/w==' });
    expect(toCurl(binary.exchange, binary.call as Call, 'us-east-1')).toBeNull();
  });
});
