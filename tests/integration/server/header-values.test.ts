import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CopyObjectCommand,
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LogEntry, startServer } from '../../../src/server/index.js';
import { makeFolder } from '../../support/make-folder.js';
import { presignRaw, sha256, signRaw } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();
const disposition = 'attachment; filename="見積 café.pdf"';
/** As headers are given to and by fetch: each byte of UTF-8 as a character. */
const bytesOf = (text: string): string => Buffer.from(text).toString('latin1');

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
});

const urlOf = (key: string): string => `${s3.server.url}/${Bucket}/${key}`;

async function put(key: string, headers: Record<string, string>): Promise<number> {
  const url = urlOf(key);
  const unsigned = signRaw({ method: 'PUT', url, payloadHash: 'UNSIGNED-PAYLOAD' }).headers;
  const sent = await fetch(url, { method: 'PUT', headers: { ...unsigned, ...headers }, body: 'x' });
  return sent.status;
}

async function read(key: string, method = 'GET'): Promise<Response> {
  const url = urlOf(key);
  return fetch(url, { method, headers: signRaw({ method, url, payloadHash: sha256('') }).headers });
}

describe('headers that an object keeps', () => {
  test.each([
    ['content-disposition', disposition],
    ['content-type', 'text/plain; name=ü'],
    ['content-language', '日本'],
    ['content-encoding', 'ü-coding'],
    ['cache-control', 'ext="☃"'],
    ['expires', 'никогда'],
  ])('%s comes back byte for byte, from GET, HEAD and a copy', async (name, value) => {
    expect(await put(name, { [name]: bytesOf(value) })).toBe(200);
    await s3.main.send(
      new CopyObjectCommand({ Bucket, Key: `${name}-copy`, CopySource: `${Bucket}/${name}` }),
    );
    for (const response of [await read(name), await read(name, 'HEAD'), await read(`${name}-copy`)]) {
      expect(response.status).toBe(200);
      expect(response.headers.get(name)).toBe(bytesOf(value));
    }
  });

  test('that are no UTF-8 come back byte for byte, too', async () => {
    expect(await put('latin', { 'content-disposition': 'name="caf\xe9"' })).toBe(200);
    expect((await read('latin')).headers.get('content-disposition')).toBe('name="caf\xe9"');
  });

  test('as user metadata of control characters come back as they were sent', async () => {
    const word = '=?UTF-8?B?AAECAw==?=';
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'word', Body: 'x', Metadata: { odd: word } }));
    const { Metadata } = await s3.main.send(new HeadObjectCommand({ Bucket, Key: 'word' }));
    expect(Metadata).toEqual({ odd: word });
  });
});

describe('headers that a link asks for', () => {
  const withOverride = (name: string, value: string): string =>
    presignRaw(urlOf('word'), 60, Date.now(), `&response-${name}=${encodeURIComponent(value)}`);

  test.each([
    ['beyond Latin-1', disposition],
    ['with a line break', 'x\r\nset-cookie: a=b'],
    ['with another control character', 'a\u0001b'],
    ['with DEL', 'a\u007fb'],
  ])('%s are refused', async (_what, value) => {
    const response = await fetch(withOverride('content-disposition', value));
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('<Code>InvalidArgument</Code>');
    expect(text).toContain('Header value cannot be represented using ISO-8859-1.');
  });

  test.each(['cache-control', 'content-disposition', 'content-type', 'expires'])(
    '%s of Latin-1 are sent as Latin-1',
    async (name) => {
      const response = await fetch(withOverride(name, 'text/caf\xe9\t1'));
      expect([response.status, response.headers.get(name)]).toEqual([200, 'text/caf\xe9\t1']);
    },
  );
});

describe('what a form may hold and a header not', () => {
  async function post(key: string, fields: Record<string, string>): Promise<number> {
    const form = new FormData();
    for (const [name, value] of Object.entries({ key, ...fields })) {
      form.append(name, value);
    }
    form.append('file', new Blob(['x']), 'x');
    return (await fetch(`${s3.server.url}/${Bucket}`, { method: 'POST', body: form })).status;
  }

  beforeAll(async () => {
    const open = {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:*',
      Resource: `arn:aws:s3:::${Bucket}/form-*`,
    };
    await s3.main.send(
      new PutBucketPolicyCommand({
        Bucket,
        Policy: JSON.stringify({ Version: '2012-10-17', Statement: [open] }),
      }),
    );
  });

  test('does not keep the object from being read', async () => {
    const fields = {
      acl: 'public-read',
      'Content-Disposition': 'a\r\nset-cookie: b=c',
      'x-amz-meta-lines': 'one\r\ntwo',
      'x-amz-meta-not a name': 'three',
      'x-amz-meta-ünicode': 'four',
    };
    expect(await post('form-odd', fields)).toBe(204);
    const response = await fetch(urlOf('form-odd'));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('x');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('content-disposition')).toBe('a  set-cookie: b=c');
    expect(response.headers.get('x-amz-meta-lines')).toBe('=?UTF-8?Q?one=0D=0Atwo?=');
    expect(response.headers.get('x-amz-missing-meta')).toBe('2');
  });
});

test('a cross-origin rule that exposes what is no header is sent all the same', async () => {
  const CORSRules = [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], ExposeHeaders: ['x-☃', 'x-one'] }];
  await s3.main.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
  const response = await fetch(urlOf('form-odd'), { headers: { origin: 'https://a.example' } });
  expect(response.status).toBe(200);
  expect(response.headers.get('access-control-expose-headers')).toBe(bytesOf('x-☃, x-one'));
});

test('what the server itself cannot do is a 500 with a log entry, and it goes on', async () => {
  const dataFolder = await makeFolder();
  const log: LogEntry[] = [];
  const server = await startServer({ dataFolder, log: (entry) => log.push(entry) });
  const credentials = { accessKeyId: 's3tester', secretAccessKey: 's3tester-secret' };
  const client = new S3Client({
    ...{ endpoint: server.url, region: 'us-east-1', forcePathStyle: true, maxAttempts: 1, credentials },
  });
  try {
    await client.send(new CreateBucketCommand({ Bucket }));
    await client.send(new PutObjectCommand({ Bucket, Key: 'lost', Body: Buffer.alloc(300_000) }));
    const bodies = join(dataFolder, 'bodies');
    for (const name of await readdir(bodies)) {
      await rm(join(bodies, name));
    }
    await expect(client.send(new GetObjectCommand({ Bucket, Key: 'lost' }))).rejects.toMatchObject({
      name: 'InternalError',
      $metadata: { httpStatusCode: 500 },
    });
    expect(log.at(-1)).toMatchObject({
      operation: 'GetObject',
      key: 'lost',
      status: 500,
      errorCode: 'InternalError',
      error: expect.stringContaining('ENOENT'),
    });
    await client.send(new PutObjectCommand({ Bucket, Key: 'next', Body: 'x' }));
    expect(log.at(-1)).not.toHaveProperty('error');
  } finally {
    client.destroy();
    await server.close();
  }
});
