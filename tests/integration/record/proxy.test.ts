import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import type { SignMode } from '../../../src/operations/sign-modes.js';
import { createBody } from '../../support/create-body.js';
import { useServer } from '../../support/use-server.js';
import { type RecordedProxy, serverKeys, startRecordedProxy } from './recorded-proxy.js';

const server = useServer({ users: [{ name: 'main', ...serverKeys }], signatureVersion2: false });
let proxy: RecordedProxy;

beforeAll(async () => {
  proxy = await startRecordedProxy(server.url);
  await proxy.sdk().send(new CreateBucketCommand({ Bucket: 'bucket' }));
});

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

describe('the AWS SDK through the proxy', () => {
  test('stores, reads, lists and deletes, and each is written down', async () => {
    const sdk = proxy.sdk();
    const before = proxy.lines.length;
    await sdk.send(
      new PutObjectCommand({ Bucket: 'bucket', Key: 'a b/ü', Body: 'hello', Metadata: { note: 'n' } }),
    );
    const got = await sdk.send(new GetObjectCommand({ Bucket: 'bucket', Key: 'a b/ü', Range: 'bytes=1-3' }));
    expect(await got.Body?.transformToString()).toBe('ell');
    expect(await sdk.send(new HeadObjectCommand({ Bucket: 'bucket', Key: 'a b/ü' }))).toMatchObject({
      ContentLength: 5,
      Metadata: { note: 'n' },
    });
    const list = await sdk.send(new ListObjectsV2Command({ Bucket: 'bucket', Prefix: 'a b/' }));
    expect(list.Contents).toMatchObject([{ Key: 'a b/ü' }]);
    await sdk.send(new DeleteObjectsCommand({ Bucket: 'bucket', Delete: { Objects: [{ Key: 'a b/ü' }] } }));
    expect(proxy.lines.slice(before)).toMatchObject([
      {
        operation: 'PutObject',
        bucket: 'bucket',
        key: 'a b/ü',
        addressing: 'path',
        body: { length: 5, sha256: sha256('hello'), sent_as: 'plain' },
        response: { status: 200 },
      },
      { operation: 'GetObject', response: { status: 206, body: { length: 3, sha256: sha256('ell') } } },
      { operation: 'HeadObject', response: { status: 200, body: { length: 0 } } },
      {
        operation: 'ListObjectsV2',
        query: expect.arrayContaining([['prefix', 'a b/']]),
        response: { body: { text: expect.stringContaining('<Key>a b/ü</Key>') } },
      },
      { operation: 'DeleteObjects', body: { text: expect.stringContaining('<Delete') } },
    ]);
    expect(proxy.lines[before]?.body).not.toHaveProperty('text');
    expect(proxy.lines[before]?.headers).toContainEqual([
      'authorization',
      expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=KEY\/\d{8}\/us-east-1\/s3\/aws4_request, .*Signature=\*\*\*$/,
      ),
    ]);
  });

  test('sends a stream in frames with a trailer', async () => {
    const bytes = Buffer.alloc(300_000, 7);
    const body = Readable.from([bytes.subarray(0, 100_000), bytes.subarray(100_000)]);
    await proxy
      .sdk()
      .send(
        new PutObjectCommand({ Bucket: 'bucket', Key: 'stream', Body: body, ContentLength: bytes.length }),
      );
    expect(proxy.last()).toMatchObject({
      operation: 'PutObject',
      body: {
        length: 300_000,
        sha256: sha256(bytes),
        sent_as: 'aws-chunked',
        trailers: ['x-amz-checksum-crc32'],
      },
    });
  });

  test('uploads in parts', async () => {
    const sdk = proxy.sdk();
    const place = { Bucket: 'bucket', Key: 'parts' };
    const { UploadId } = await sdk.send(new CreateMultipartUploadCommand(place));
    const part = await sdk.send(new UploadPartCommand({ ...place, UploadId, PartNumber: 1, Body: 'x' }));
    await sdk.send(
      new CompleteMultipartUploadCommand({
        ...place,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag }] },
      }),
    );
    expect(proxy.lines.slice(-3).map(({ operation }) => operation)).toEqual([
      'CreateMultipartUpload',
      'UploadPart',
      'CompleteMultipartUpload',
    ]);
  });

  test('addresses a bucket in the host name', async () => {
    const { response } = await proxy.send({
      operation: 'PutObject',
      input: { Bucket: 'bucket', Key: 'virtual' },
      body: await createBody('v'),
      client: { ...proxy.client, pathStyle: false },
    });
    expect(response).toMatchObject({ status: 200 });
    expect(proxy.last()).toMatchObject({
      addressing: 'virtual-host',
      bucket: 'bucket',
      key: 'virtual',
      response: { status: 200 },
    });
  });

  test('is told what the server says of a region that is not its own', async () => {
    const sdk = proxy.sdk({ region: 'eu-west-1' });
    const put = sdk.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: 'v' }));
    await expect(put).rejects.toMatchObject({ name: 'AuthorizationHeaderMalformed' });
    const fixed = await startRecordedProxy(server.url, { upstream: { region: 'us-east-1' } });
    await fixed
      .sdk({ region: 'eu-west-1' })
      .send(new PutObjectCommand({ Bucket: 'bucket', Key: 'k', Body: 'v' }));
    expect(fixed.last()).toMatchObject({ response: { status: 200 } });
  });
});

const modes: readonly SignMode[] = [
  'v4',
  'v4-unsigned-payload',
  'v4-streaming',
  'v4-streaming-trailer',
  'v4-unsigned-trailer',
  'v4-presigned',
  'v2',
  'v2-presigned',
];

describe.each(modes)('a request that is signed by %s', (mode) => {
  test.each([0, 10, 200_000])('arrives with its body of %i bytes', async (size) => {
    const input = { Bucket: 'bucket', Key: `by-${mode}`, ContentType: 'text/plain' };
    const body = await createBody({ size, seed: 'a' });
    const put = await proxy.send({ operation: 'PutObject', input, body, http: { signing: { mode } } });
    expect(put.response).toMatchObject({ status: 200 });
    expect(proxy.last()).toMatchObject({
      operation: 'PutObject',
      key: `by-${mode}`,
      body: { length: size, sent_as: /streaming|trailer/.test(mode) ? 'aws-chunked' : 'plain' },
    });
    const get = await proxy.send({
      operation: 'GetObject',
      input: { Bucket: 'bucket', Key: `by-${mode}` },
      http: { signing: { mode: mode.endsWith('presigned') ? mode : 'v4' } },
    });
    expect(get.response).toMatchObject({
      status: 200,
      body: { size, sha256: proxy.last().response?.body.sha256 },
    });
  });

  test('is refused where the secret key is another, and the server is not asked', async () => {
    const { response } = await proxy.send({
      operation: 'PutObject',
      input: { Bucket: 'bucket', Key: 'forged' },
      body: await createBody('forged'),
      credential: { kind: 'keys', name: 'x', accessKey: 'client-key', secretKey: 'of somebody else' },
      http: { signing: { mode } },
    });
    expect(response).toMatchObject({ status: 403, error: { Code: 'SignatureDoesNotMatch' } });
    expect(proxy.last()).toMatchObject({
      key: 'forged',
      response: null,
      failure: expect.stringMatching(/^SignatureDoesNotMatch: /),
    });
  });
});
