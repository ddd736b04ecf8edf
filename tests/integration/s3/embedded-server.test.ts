import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type BodySink,
  type Call,
  createBody as createBodyOf,
  createS3Client,
  fileSink,
  type OperationCall,
  type S3Client,
  type S3Response,
} from '../../../src/s3/index.js';
import { type RunningServer, startServer } from '../../../src/server/index.js';
import { createBody } from '../../support/create-body.js';
import { type CallContext, type Fields, readPostForm, readRequest } from '../../support/read-request.js';
import { systemSources } from '../../support/system-sources.js';

const keys = { accessKey: 'main-key', secretKey: 'main-secret' };
const credential = { kind: 'keys', name: 'main', ...keys } as const;
const client = {
  driver: 'direct',
  checksums: 'when_supported',
  retry: { maxAttempts: 1, mode: 'standard' },
} as const;

let server: RunningServer;
let s3: S3Client;
let context: CallContext & { readonly region: string };

beforeAll(async () => {
  server = await startServer({ users: [{ name: 'main', ...keys }] });
  s3 = createS3Client({ endpointUrl: server.url, region: 'us-east-1' }, systemSources);
  context = {
    now: new Date(),
    createBody: (form) => createBodyOf(form, String),
    findCredential: () => credential,
    credential,
    client,
    region: 'us-east-1',
  };
  await operation('CreateBucket', { Bucket: 'bucket' });
  await operation('PutObject', { Bucket: 'bucket', Key: 'hello' }, 'hello');
});
afterAll(async () => {
  await s3.close();
  await server.close();
});

async function send(call: Call, sinks: readonly BodySink[] = []): Promise<S3Response> {
  const { response, failure } = await s3.send(call, {
    signal: new AbortController().signal,
    timeoutMs: 20_000,
    sinks,
  });
  if (response === null) {
    throw new Error(failure?.message);
  }
  return response;
}

async function operation(
  name: string,
  input: Record<string, unknown>,
  body?: unknown,
  more: Partial<OperationCall> = {},
): Promise<S3Response> {
  const source = body === undefined ? {} : { body: await createBody(body, String) };
  return send({ kind: 'operation', operation: name, input, credential, client, ...source, ...more });
}

async function request(spec: Fields): Promise<S3Response> {
  return send(await readRequest(spec, context));
}

describe.each(['direct', 'sdk'] as const)('the %s driver', (driver) => {
  const through = { client: { ...client, driver } };

  test('stores and reads bodies of every size', async () => {
    for (const size of [0, 1, 65_536, 1_048_576, 3_000_000]) {
      const form = { size, seed: 'a' };
      const put = await operation('PutObject', { Bucket: 'bucket', Key: 'sized' }, form, through);
      expect(put).toMatchObject({ status: 200, success: true });
      const { body, output } = await operation(
        'GetObject',
        { Bucket: 'bucket', Key: 'sized' },
        undefined,
        through,
      );
      const hash = createHash('sha256');
      for await (const chunk of (await createBody(form, String)).open()) {
        hash.update(chunk);
      }
      expect(output.ContentLength).toBe(size);
      expect(body).toMatchObject({ size, sha256: hash.digest('hex') });
    }
  });

  test('parses listings and errors', async () => {
    const listing = await operation('ListObjectsV2', { Bucket: 'bucket', Prefix: 'hel' }, undefined, through);
    expect(listing.output).toMatchObject({
      KeyCount: 1,
      Contents: [{ Key: 'hello', Size: 5, LastModified: expect.any(Date) }],
    });
    const missing = await operation('GetObject', { Bucket: 'bucket', Key: 'none' }, undefined, through);
    expect(missing).toMatchObject({ status: 404, success: false, error: { Code: 'NoSuchKey', Key: 'none' } });
    const head = await operation('HeadObject', { Bucket: 'bucket', Key: 'none' }, undefined, through);
    expect(head).toMatchObject({ status: 404, success: false, error: null });
  });
});

test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'])(
  'a %s of a stream is what the server computes',
  async (algorithm) => {
    const input = { Bucket: 'bucket', Key: algorithm, ChecksumAlgorithm: algorithm };
    const { status, output } = await operation('PutObject', input, { size: 2_500_000, seed: 3 });
    expect({ status, checksum: typeof output[`Checksum${algorithm}`] }).toEqual({
      status: 200,
      checksum: 'string',
    });
  },
);

describe('the server verifies', () => {
  const put = { method: 'PUT', path: '/bucket/raw', body: 'a'.repeat(20_000) };

  test.each([
    'v4',
    'v4-unsigned-payload',
    'v4-streaming',
    'v4-streaming-trailer',
    'v4-unsigned-trailer',
    'v4-presigned',
  ])('a body signed by %s, and refuses it when it is forged', async (sign) => {
    const chunks = /streaming|trailer/.test(sign) ? { chunks: { size: 8192 } } : {};
    expect((await request({ ...put, sign, ...chunks })).status).toBe(200);
    expect(await request({ ...put, sign, ...chunks, signature: 'flip' })).toMatchObject({
      status: 403,
      error: { Code: 'SignatureDoesNotMatch' },
    });
    const { body } = await request({ path: '/bucket/raw' });
    expect(body.size).toBe(20_000);
  });

  test('each chunk of a body, and its trailer', async () => {
    const chunks = { size: 8192, signature: { at: 1, flip: true } };
    expect((await request({ ...put, sign: 'v4-streaming', chunks })).status).toBe(403);
    const trailers = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    expect((await request({ ...put, sign: 'v4-unsigned-trailer', trailers })).status).toBe(400);
  });

  test('a browser upload', async () => {
    const form = {
      bucket: 'bucket',
      fields: { key: 'posted', success_action_status: '201' },
      file: 'from a form',
    };
    const { answer } = { answer: await send(await readPostForm(form, context)) };
    expect(answer).toMatchObject({ status: 201, output: { Bucket: 'bucket', Key: 'posted' } });
    expect((await request({ path: '/bucket/posted' })).body.size).toBe(11);
    expect((await send(await readPostForm({ ...form, signature: 'flip' }, context))).status).toBe(403);
  });

  test('a presigned URL, which holds for its time', async () => {
    const call: OperationCall = {
      kind: 'operation',
      operation: 'GetObject',
      input: { Bucket: 'bucket', Key: 'hello' },
      credential,
      client,
    };
    const { url } = await s3.presign(call, { expires: 60 });
    expect((await request({ url })).body.size).toBe(5);
    const expired = await s3.presign(call, { expires: 60, date: new Date(Date.now() - 3_600_000) });
    expect((await request({ url: expired.url })).status).toBe(403);
    const upload = await s3.presign(
      { ...call, operation: 'PutObject', input: { Bucket: 'bucket', Key: 'up', Metadata: { a: 'b' } } },
      {},
    );
    expect(upload.headers).toEqual({ 'x-amz-meta-a': 'b' });
    const sent = await request({ method: 'PUT', url: upload.url, headers: upload.headers, body: 'later' });
    expect(sent.status).toBe(200);
  });

  test('a presigned URL of a bucket in the host name', async () => {
    const call: OperationCall = {
      kind: 'operation',
      operation: 'GetObject',
      input: { Bucket: 'bucket', Key: 'hello' },
      credential,
      client: { ...client, pathStyle: false },
    };
    const { url } = await s3.presign(call, { expires: 60 });
    expect(url).toContain('//bucket.127.0.0.1:');
    expect((await request({ url })).body.size).toBe(5);
  });
});

test('a body goes to its file under its own name only when it is whole', async () => {
  const folder = await mkdtemp(join(tmpdir(), 's3tester-sink-'));
  const path = join(folder, 'below', 'it');
  const get = {
    kind: 'operation',
    operation: 'GetObject',
    input: { Bucket: 'bucket', Key: 'hello' },
    credential,
    client,
  } as const;
  await send(get, [fileSink(path)]);
  expect(await readFile(path, 'utf8')).toBe('hello');
  await send({ ...get, input: { Bucket: 'bucket', Key: 'none' } }, [fileSink(join(folder, 'below', 'none'))]);
  expect(await readdir(join(folder, 'below'))).toEqual(['it']);
  await rm(folder, { recursive: true });
});
