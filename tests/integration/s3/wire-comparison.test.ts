import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  bytesBody,
  type ClientOptions,
  type Credential,
  createS3Client,
  type OperationCall,
  type S3Client,
  type Target,
} from '../../../src/s3/index.js';
import { createBody } from '../../support/create-body.js';
import { systemSources } from '../../support/system-sources.js';
import {
  answerWith,
  type RecordedRequest,
  type RecordingServer,
  startRecordingServer,
} from './recording-server.js';
import { type Extent, operationNames, sampleInput, streamingMember } from './sample-input.js';

const keys: Credential = { kind: 'keys', name: 'main', accessKey: 'AK', secretKey: 'SK' };
const within = { signal: new AbortController().signal, timeoutMs: 5000 };

/** What names the client rather than the request, changes with the time, or belongs to the connection. */
const ownToADriver = /^(user-agent|x-amz-user-agent|amz-sdk-.*|authorization|x-amz-date|connection|expect)$/;

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer(() => answerWith(200));
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function see(request: RecordedRequest): Seen {
  const [path = '', query = ''] = request.target.split('?');
  const pairs = query
    .split('&')
    .filter((pair) => pair !== '' && !pair.startsWith('x-id='))
    .map((pair) => pair.replace(/=$/, ''));
  const headers = Object.entries(request.headers).filter(([name]) => !ownToADriver.test(name));
  return {
    method: request.method,
    path,
    query: pairs.sort(),
    headers: Object.fromEntries(headers),
    body: request.body.toString('latin1'),
  };
}

async function send(
  driver: ClientOptions['driver'],
  call: Partial<OperationCall>,
  target: Partial<Target>,
): Promise<Seen> {
  const client: S3Client = createS3Client(
    { endpointUrl: server.url, region: 'us-east-1', ...target },
    systemSources,
  );
  const before = server.requests.length;
  await client.send(
    {
      kind: 'operation',
      operation: '',
      input: {},
      credential: keys,
      ...call,
      client: {
        checksums: 'when_supported',
        retry: { maxAttempts: 1, mode: 'standard' },
        ...call.client,
        driver,
      },
    },
    within,
  );
  await client.close();
  const request = server.requests[before];
  if (request === undefined) {
    throw new Error(`the ${driver} driver sent nothing`);
  }
  return see(request);
}

async function compare(call: Partial<OperationCall>, target: Partial<Target> = {}): Promise<Seen> {
  const direct = await send('direct', call, target);
  const plain = await send('sdk', call, target);
  expect(direct).toEqual(plain);
  return direct;
}

const options = {
  driver: 'direct',
  checksums: 'when_supported',
  retry: { maxAttempts: 1, mode: 'standard' },
} as const;

test('all operations of the API are compared', () => {
  expect(operationNames).toHaveLength(112);
});

describe.each<Extent>(['required', 'all'])(
  'with %s members, the direct driver sends what the SDK sends',
  (extent) => {
    test.each(operationNames)('%s', async (operation) => {
      const body = streamingMember(operation) === undefined ? {} : { body: bytesBody('the body') };
      const call = { operation, input: sampleInput(operation, extent), ...body };
      // Only this one has a host of its own, which needs the SDK's look-up to be turned to the loopback.
      const client =
        operation === 'WriteGetObjectResponse' ? { client: { ...options, pathStyle: false } } : {};
      await compare({ ...call, ...client });
    });
  },
);

describe('the direct driver sends what the SDK sends', () => {
  const object = { Bucket: 'b', Key: 'k' };

  test.each(['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256', 'MD5'])(
    'with the checksum %s',
    async (algorithm) => {
      const seen = await compare({
        operation: 'PutObject',
        input: { ...object, ChecksumAlgorithm: algorithm },
        body: bytesBody('the body'),
      });
      expect(Object.keys(seen.headers).join()).toMatch(/x-amz-checksum-|content-md5/);
    },
  );

  test.each(operationNames)('with checksums only where they are required: %s', async (operation) => {
    const body = streamingMember(operation) === undefined ? {} : { body: bytesBody('the body') };
    const client = {
      ...options,
      checksums: 'when_required',
      ...(operation === 'WriteGetObjectResponse' ? { pathStyle: false } : {}),
    } as const;
    await compare({ operation, input: sampleInput(operation, 'required'), client, ...body });
  });

  test('with a checksum that is given', async () => {
    const input = { ...object, ChecksumSHA256: 'given' };
    expect(
      (await compare({ operation: 'PutObject', input, body: bytesBody('x') })).headers,
    ).not.toHaveProperty('x-amz-checksum-crc32');
  });

  test('without a body, and with an empty one', async () => {
    await compare({ operation: 'PutObject', input: object });
    await compare({ operation: 'PutObject', input: object, body: bytesBody('') });
  });

  test('to a bucket in the host name', async () => {
    const client = { ...options, pathStyle: false };
    const target = { endpointUrl: `http://localhost:${server.port}` };
    const input = { Bucket: 'bucket', Key: 'k' };
    const seen = await compare({ operation: 'GetObject', input, client }, target);
    expect(seen).toMatchObject({ path: '/k', headers: { host: `bucket.localhost:${server.port}` } });
  });

  test('to an endpoint with a path', async () => {
    const target = { endpointUrl: `${server.url}/base/path` };
    expect((await compare({ operation: 'GetObject', input: object }, target)).path).toBe('/base/path/b/k');
    await compare({ operation: 'ListBuckets', input: {} }, target);
  });

  test('in another region, with a session token, unsigned', async () => {
    await compare({ operation: 'CreateBucket', input: { Bucket: 'b' } }, { region: 'eu-west-1' });
    const credential: Credential = { ...keys, sessionToken: 'TOKEN' };
    const seen = await compare({ operation: 'GetObject', input: object, credential });
    expect(seen.headers['x-amz-security-token']).toBe('TOKEN');
    await compare({ operation: 'GetObject', input: object, credential: { kind: 'anonymous', name: 'x' } });
  });

  test.each([
    '.',
    '..',
    'a//b',
    '/lead',
    'a/../b',
    'a%2Fb',
    'a+b',
    "it's(*)!",
    '日本',
    'a b',
    'q?x=1#f',
    '~-_.',
  ])('with the key %j', async (Key) => {
    await compare({ operation: 'GetObject', input: { Bucket: 'b', Key } });
  });

  test('a stream, but for the length of its frames', async () => {
    const call = {
      operation: 'PutObject',
      input: { ...object, ContentEncoding: 'gzip' },
      body: await createBody({ size: 3_000_000, seed: 1 }, String),
      client: { ...options, expectContinue: false },
    };
    const direct = await send('direct', call, {});
    const plain = await send('sdk', call, {});
    const { 'content-length': length, ...headers } = direct.headers;
    const { 'transfer-encoding': framing, ...sdkHeaders } = plain.headers;
    expect(framing).toBe('chunked');
    expect(Number(length)).toBe(direct.body.length);
    expect(headers).toEqual(sdkHeaders);
    expect(unframe(direct.body)).toEqual(unframe(unframe(plain.body).content));
  });

  test('a stream without a checksum', async () => {
    const body = await createBody({ size: 1_500_000, seed: 1 }, String);
    const client = { ...options, checksums: 'when_required' } as const;
    const seen = await compare({ operation: 'PutObject', input: object, body, client });
    expect(seen.body).toHaveLength(1_500_000);
  });
});

/** Takes chunked framing off; what follows the last chunk is the trailer. */
function unframe(framed: string): { readonly content: string; readonly trailer: string } {
  let content = '';
  for (let at = 0; ; ) {
    const line = framed.indexOf('\r\n', at);
    const size = Number.parseInt(framed.slice(at, line), 16);
    if (size === 0) {
      return { content, trailer: framed.slice(line) };
    }
    content += framed.slice(line + 2, line + 2 + size);
    at = line + 2 + size + 2;
  }
}
