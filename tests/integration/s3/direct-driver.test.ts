import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bytesBody, createS3Client, type OperationCall, type S3Client } from '../../../src/s3/index.js';
import { systemSources } from '../../support/system-sources.js';
import {
  answerWith,
  type RecordingServer,
  type Responder,
  startRecordingServer,
} from './recording-server.js';

const credential = { kind: 'keys', name: 'main', accessKey: 'AK', secretKey: 'SK' } as const;
const clientOptions = {
  driver: 'direct',
  checksums: 'when_supported',
  retry: { maxAttempts: 1, mode: 'standard' },
} as const;

function call(
  operation: string,
  input: Record<string, unknown>,
  more: Partial<OperationCall> = {},
): OperationCall {
  return { kind: 'operation', operation, input, credential, client: clientOptions, ...more };
}

let server: RecordingServer;
let respond: Responder;
let client: S3Client;

beforeEach(async () => {
  respond = () => answerWith(200);
  server = await startRecordingServer((request, socket) => respond(request, socket));
  client = createS3Client({ endpointUrl: server.url, region: 'us-east-1' }, systemSources);
});
afterEach(async () => {
  await client.close();
  await server.close();
});

const within = { signal: new AbortController().signal, timeoutMs: 5000 };

describe('the direct driver', () => {
  test('sends a PutObject with its checksum, and parses what comes', async () => {
    respond = () => answerWith(200, { ETag: '"abc"', 'x-amz-request-id': 'R1' });
    const outcome = await client.send(
      call('PutObject', { Bucket: 'b', Key: 'a/ü', Metadata: { owner: 'mé' } }, { body: bytesBody('hello') }),
      within,
    );
    expect(outcome.failure).toBeNull();
    expect(outcome.response).toMatchObject({ status: 200, success: true, output: { ETag: '"abc"' } });
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'PUT', target: '/b/a/%C3%BC' });
    expect(request?.headers).toMatchObject({
      'x-amz-meta-owner': 'mé',
      'x-amz-checksum-crc32': 'NhCmhg==',
      'content-length': '5',
    });
    expect(request?.body.toString()).toBe('hello');
    expect(outcome.exchanges[0]).toMatchObject({ requestHead: request?.head, requestId: 'R1', status: 200 });
  });

  test('hashes and keeps the body of a GetObject, and leaves it out of the output', async () => {
    respond = () => answerWith(200, { 'x-amz-meta-a': 'ü' }, 'hello');
    const { response } = await client.send(call('GetObject', { Bucket: 'b', Key: 'k' }), within);
    expect(response?.body).toMatchObject({
      size: 5,
      sha256: '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',
      md5: '5d41402abc4b2a76b9719d911017c592',
    });
    expect(Buffer.from(response?.body.head ?? []).toString()).toBe('hello');
    expect(response?.output).toMatchObject({ ContentLength: 5, Metadata: { a: 'ü' } });
    expect(response?.output).not.toHaveProperty('Body');
  });

  test('reads an error document, also inside a 200', async () => {
    const document = '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>no</Message></Error>';
    respond = () => answerWith(200, {}, document);
    const { response } = await client.send(
      call('CopyObject', { Bucket: 'b', Key: 'k', CopySource: 'b/x' }),
      within,
    );
    expect(response).toMatchObject({
      status: 200,
      success: false,
      error: { Code: 'SlowDown', Message: 'no' },
    });
  });

  /** The server cuts the next request without an answer, and answers those after it. */
  function cutOnce(): void {
    respond = (_, socket) => {
      respond = () => answerWith(200);
      socket.destroy();
      return null;
    };
  }

  test('keeps a connection for the next request, and replaces one that the server closed while it was quiet', async () => {
    respond = () => answerWith(200);
    await client.send(call('HeadBucket', { Bucket: 'b' }), within);
    await client.send(call('HeadBucket', { Bucket: 'b' }), within);
    expect(server.connections()).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    cutOnce();
    const { response } = await client.send(call('HeadBucket', { Bucket: 'b' }), within);
    expect(response?.status).toBe(200);
    expect(server.connections()).toBe(2);
  });

  test('tells of a busy connection that the server cuts, and sends nothing a second time', async () => {
    respond = () => answerWith(200);
    await client.send(call('HeadBucket', { Bucket: 'b' }), within);
    cutOnce();
    const before = server.requests.length;
    const { response, failure } = await client.send(call('PutObject', { Bucket: 'b', Key: 'k' }), within);
    expect(response).toBeNull();
    expect(failure?.kind).toBe('reset');
    expect(server.requests.length).toBe(before + 1);
  });

  test('sends a key of SSE-C with its digest, and the region of a new bucket', async () => {
    const abroad = createS3Client({ endpointUrl: server.url, region: 'eu-west-1' }, systemSources);
    await abroad.send(call('CreateBucket', { Bucket: 'b' }), within);
    await abroad.send(
      call('HeadObject', {
        Bucket: 'b',
        Key: 'k',
        SSECustomerKey: 'k'.repeat(32),
        SSECustomerAlgorithm: 'AES256',
      }),
      within,
    );
    await abroad.close();
    expect(server.requests[0]?.body.toString()).toContain(
      '<LocationConstraint>eu-west-1</LocationConstraint>',
    );
    expect(server.requests[1]?.headers['x-amz-server-side-encryption-customer-key-md5']).toBe(
      'mT2HRsMGJ5IX5C+0rreZ8Q==',
    );
  });
});
