import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { generate } from 'selfsigned';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type BodySink,
  type ClientOptions,
  createS3Client,
  type OperationCall,
  type Outcome,
  type Target,
} from '../../../src/s3/index.js';
import { createBody } from '../../support/create-body.js';
import { systemSources } from '../../support/system-sources.js';
import {
  answerWith,
  type RecordingServer,
  type Responder,
  startRecordingServer,
} from './recording-server.js';

const client: ClientOptions = {
  driver: 'direct',
  checksums: 'when_supported',
  retry: { maxAttempts: 1, mode: 'standard' },
};
const credential = { kind: 'keys', name: 'main', accessKey: 'AK', secretKey: 'SK' } as const;
const drivers = ['direct', 'sdk'] as const;

let server: RecordingServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

interface Attempt {
  readonly target?: Partial<Target>;
  readonly call?: Partial<OperationCall>;
  readonly client?: Partial<ClientOptions>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  readonly sinks?: readonly BodySink[];
}

async function attempt(attempt: Attempt): Promise<Outcome> {
  const s3 = createS3Client(
    { endpointUrl: server?.url ?? '', region: 'us-east-1', ...attempt.target },
    systemSources,
  );
  const outcome = await s3.send(
    {
      kind: 'operation',
      operation: 'GetObject',
      input: { Bucket: 'bucket', Key: 'k' },
      credential,
      ...attempt.call,
      client: { ...client, ...attempt.client },
    },
    {
      signal: attempt.signal ?? new AbortController().signal,
      timeoutMs: attempt.timeoutMs ?? 5000,
      ...(attempt.sinks === undefined ? {} : { sinks: attempt.sinks }),
    },
  );
  await s3.close();
  return outcome;
}

async function answered(respond: Responder, more: Attempt = {}): Promise<Outcome> {
  server = await startRecordingServer(respond);
  return attempt(more);
}

async function unusedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.each(drivers)('the %s driver tells failures apart', (driver) => {
  test('refused', async () => {
    const endpointUrl = `http://127.0.0.1:${await unusedPort()}`;
    const { response, failure, exchanges } = await attempt({ target: { endpointUrl }, client: { driver } });
    expect(response).toBeNull();
    expect(failure).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' });
    expect(failure?.message).toContain(endpointUrl);
    expect(exchanges[0]).toMatchObject({ method: 'GET', status: null });
  });

  test('a name that does not resolve', async () => {
    const target = { endpointUrl: 'http://s3tester.invalid', pathStyle: true };
    expect((await attempt({ target, client: { driver } })).failure?.kind).toBe('dns');
  });

  test('reset', async () => {
    const { failure } = await answered(
      (_, socket) => {
        socket.resetAndDestroy();
        return null;
      },
      { client: { driver } },
    );
    expect(failure?.kind).toBe('reset');
  });

  test('closed without a word', async () => {
    const { failure } = await answered(
      (_, socket) => {
        socket.end();
        return null;
      },
      { client: { driver } },
    );
    expect(failure?.kind).toBe('reset');
  });

  test('half-open: nothing comes', async () => {
    const { failure } = await answered(() => null, { client: { driver }, timeoutMs: 200 });
    expect(failure).toMatchObject({ kind: 'timeout', message: expect.stringContaining('0.2 s') });
  });

  test('half-open: the body stops', async () => {
    const stopped = answerWith(200, { 'Content-Length': '100' }, 'begun');
    const { failure, exchanges } = await answered(() => stopped, { client: { driver }, timeoutMs: 300 });
    expect(failure?.kind).toBe('timeout');
    expect(exchanges[0]).toMatchObject({ status: 200, responseBodySize: 5 });
  });

  test('a body that breaks off', async () => {
    const { failure } = await answered(
      (_, socket) => {
        socket.end(answerWith(200, { 'Content-Length': '100' }, 'begun'));
        return null;
      },
      { client: { driver } },
    );
    expect(failure?.kind).toBe('truncated');
  });

  test('interrupted', async () => {
    const controller = new AbortController();
    const { failure } = await answered(
      () => {
        controller.abort();
        return null;
      },
      { client: { driver }, signal: controller.signal },
    );
    expect(failure).toMatchObject({ kind: 'client', code: 'ABORT_ERR' });
  });

  test('not retried unless asked for, and then counted', async () => {
    let count = 0;
    const respond: Responder = () => answerWith(++count % 3 === 0 ? 200 : 503);
    expect((await answered(respond, { client: { driver } })).response?.status).toBe(503);
    await server?.close();
    count = 0;
    const retry = { maxAttempts: 5, mode: 'standard' } as const;
    const { response, retries, exchanges } = await answered(respond, { client: { driver, retry } });
    expect({ status: response?.status, retries, exchanges: exchanges.length }).toEqual({
      status: 200,
      retries: 2,
      exchanges: 3,
    });
  });

  test('without a word on the console', async () => {
    const spies = (['warn', 'error', 'log', 'info'] as const).map((name) => vi.spyOn(console, name));
    const body = await createBody({ size: '2MiB', seed: 1 }, String);
    await answered(() => answerWith(503), { call: { operation: 'PutObject', body }, client: { driver } });
    for (const spy of spies) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });

  test('a redirect is an answer, not followed', async () => {
    const { response } = await answered(() => answerWith(307, { Location: 'http://127.0.0.1:1/' }), {
      client: { driver },
    });
    expect(response).toMatchObject({ status: 307, success: false });
    expect(server?.requests).toHaveLength(1);
  });
});

describe('the direct driver', () => {
  test.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    [
      'a chunk that is too long',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nxxx\r\n0\r\n\r\n',
    ],
  ])('calls %s a breach of the protocol', async (_, text) => {
    expect((await answered(() => text)).failure?.kind).toBe('protocol');
  });

  test('reads bodies by chunks, to the end of the connection, and none', async () => {
    const chunked =
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nT: v\r\n\r\n';
    expect((await answered(() => chunked)).response?.body.size).toBe(5);
    await server?.close();
    const { response } = await answered((_, socket) => {
      socket.end('HTTP/1.0 200 OK\r\n\r\nuntil the end');
      return null;
    });
    expect(response?.body.size).toBe(13);
    await server?.close();
    const empty = await answered(() => answerWith(200, { 'Content-Length': '7' }), {
      call: { operation: 'HeadObject' },
    });
    expect(empty.response).toMatchObject({ status: 200, output: { ContentLength: 7 } });
  });

  test('keeps what is compressed as it came', async () => {
    const { response } = await answered(() => answerWith(200, { 'Content-Encoding': 'gzip' }, 'not gzip'));
    expect(Buffer.from(response?.body.head ?? []).toString()).toBe('not gzip');
  });

  test('takes an answer that comes before its body is sent', async () => {
    const denied = answerWith(403, { Connection: 'close' }, '<Error><Code>AccessDenied</Code></Error>');
    const body = await createBody({ size: '64MiB', seed: 1 }, String);
    const impatient = createServer((socket: Socket) => {
      socket.on('error', () => undefined).once('data', () => socket.write(denied));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => impatient.once('listening', resolve));
    const address = impatient.address() as { readonly port: number };
    const { response } = await attempt({
      target: { endpointUrl: `http://127.0.0.1:${address.port}` },
      call: { operation: 'PutObject', body },
    });
    impatient.close();
    expect(response).toMatchObject({ status: 403, error: { Code: 'AccessDenied' } });
  });

  test('says what of a 200 is not what the model says', async () => {
    const { response } = await answered(() => answerWith(200, {}, '<Broken'), {
      call: { operation: 'ListBuckets', input: {} },
    });
    expect(response).toMatchObject({ success: false, error: null, parseError: expect.any(String) });
  });

  test.each([
    ['CRC32', 'DUoRhQ=='],
    ['CRC32C', 'yZRlqg=='],
    ['CRC64NVME', 'jSnVw/bqjr4='],
    ['SHA1', 'Kq5sNclPz7QV2+lfQIuc6R7oRu0='],
    ['XXHASH64', 'RatnNLIeaWg='],
  ])('holds a body against its %s', async (algorithm, right) => {
    const header = `x-amz-checksum-${algorithm.toLowerCase()}`;
    const good = await answered(() => answerWith(200, { [header]: right }, 'hello world'));
    expect(good.response).toMatchObject({ success: true });
    await server?.close();
    const bad = await answered(() => answerWith(200, { [header]: right }, 'hello_world'));
    expect(bad.response).toMatchObject({
      success: false,
      output: { ContentLength: 11 },
      parseError: expect.stringContaining(`${header} says ${right}`),
    });
    await server?.close();
    const part = await answered(() => answerWith(206, { [header]: right }, 'part'));
    expect(part.response).toMatchObject({ success: true });
  });

  test('refuses to smuggle a header, and says what it cannot make', async () => {
    const input = { Bucket: 'bucket', Key: 'k', Metadata: { a: 'b\r\nX-Evil: 1' } };
    const { failure } = await answered(() => answerWith(200), { call: { operation: 'PutObject', input } });
    expect(failure).toMatchObject({ kind: 'client', message: expect.stringContaining('x-amz-meta-a') });
    expect(server?.requests).toHaveLength(0);
    const http = { httpVersion: '1.0' };
    const edited = await attempt({ call: { http }, client: { driver: 'sdk' } });
    expect(edited.failure?.kind).toBe('client');
    const unknown = await attempt({ call: { operation: 'NoSuchThing' } });
    expect(unknown.failure).toMatchObject({
      kind: 'client',
      message: expect.stringContaining('NoSuchThing'),
    });
  });

  test('sends what lacks a required parameter', async () => {
    await answered(() => answerWith(400), { call: { operation: 'GetObject', input: { Bucket: 'bucket' } } });
    await attempt({ call: { operation: 'GetObject', input: {} } });
    expect(server?.requests.map(({ target }) => target)).toEqual(['/bucket/', '/']);
  });

  test('gives bodies to sinks, and tells them where they break off', async () => {
    const seen: unknown[] = [];
    const sink: BodySink = {
      write: async (chunk) => {
        seen.push(Buffer.from(chunk).toString());
      },
      end: (complete) => {
        seen.push(complete);
      },
    };
    await answered(() => answerWith(200, {}, 'whole'), { sinks: [sink] });
    await server?.close();
    await answered(() => answerWith(404, {}, '<Error/>'), { sinks: [sink] });
    await server?.close();
    await answered(
      (_, socket) => {
        socket.end(answerWith(200, { 'Content-Length': '9' }, 'part'));
        return null;
      },
      { sinks: [sink], client: { retry: { maxAttempts: 3, mode: 'standard' } } },
    );
    expect(seen).toEqual(['whole', true, 'part', false]);
  });

  test('sends a body again when it tries again', async () => {
    let count = 0;
    const body = await createBody({ size: '2MiB', seed: 1 }, String);
    await answered(() => answerWith(++count === 1 ? 500 : 200), {
      call: { operation: 'PutObject', body },
      client: { retry: { maxAttempts: 2, mode: 'standard' } },
    });
    const [first, second] = server?.requests ?? [];
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
  });
});

describe.each(drivers)('over TLS the %s driver', (driver) => {
  let certificate: { readonly private: string; readonly cert: string };
  beforeAll(async () => {
    certificate = await generate([{ name: 'commonName', value: 's3tester.test' }], {
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        { name: 'basicConstraints', cA: true },
        {
          name: 'subjectAltName',
          altNames: [
            { type: 7, ip: '127.0.0.1' },
            { type: 2, value: 'localhost' },
          ],
        },
      ],
    });
  });

  async function overTls(target: Partial<Target>, host = '127.0.0.1'): Promise<Outcome> {
    server = await startRecordingServer(
      () => answerWith(200, {}, 'secret'),
      (listener) => createTlsServer({ key: certificate.private, cert: certificate.cert }, listener) as never,
    );
    return attempt({
      target: { endpointUrl: `https://${host}:${server.port}`, ...target },
      client: { driver },
    });
  }

  test('trusts an authority that it is told of, and nobody else', async () => {
    expect((await overTls({ ca: certificate.cert })).response?.body.size).toBe(6);
    await server?.close();
    const { failure } = await overTls({});
    expect(failure).toMatchObject({ kind: 'tls', code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) });
  });

  test('trusts anybody only when asked', async () => {
    expect((await overTls({ insecure: true })).response?.status).toBe(200);
  });

  test('calls plain HTTP where TLS was wanted a failure of TLS', async () => {
    server = await startRecordingServer(
      () => null,
      (listener) =>
        createServer((socket) => {
          listener(socket);
          socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
        }),
    );
    const target = { endpointUrl: `https://127.0.0.1:${server.port}` };
    expect((await attempt({ target, client: { driver } })).failure?.kind).toBe('tls');
  });
});

test('a certificate of another name is refused; a bucket before a local endpoint passes by the endpoint’s own', async () => {
  const other = await generate([{ name: 'commonName', value: 'other.test' }], {
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  const names: unknown[] = [];
  server = await startRecordingServer(
    () => answerWith(200),
    (listener) =>
      createTlsServer({ key: other.private, cert: other.cert }, (socket) => {
        names.push(socket.servername);
        listener(socket);
      }) as never,
  );
  const wrong = await attempt({
    target: { endpointUrl: `https://127.0.0.1:${server.port}`, ca: other.cert },
  });
  expect(wrong.failure).toMatchObject({ kind: 'tls', code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  const right = await attempt({
    target: { endpointUrl: `https://localhost:${server.port}`, ca: other.cert, pathStyle: false },
  });
  expect(right.failure).toBeNull();
  expect(names.at(-1)).toBe('bucket.localhost');
  expect(server.requests[0]?.headers.host).toBe(`bucket.localhost:${server.port}`);
});

const hasIpv6 = await new Promise<boolean>((resolve) => {
  const probe = createServer();
  probe.once('error', () => resolve(false));
  probe.listen(0, '::1', () => probe.close(() => resolve(true)));
});

test.skipIf(!hasIpv6).each(drivers)('an IPv6 endpoint is reached by its address: %s', async (driver) => {
  const hosts: string[] = [];
  const six = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', (chunk) => {
        hosts.push(/^host: *(.*)\r$/im.exec(chunk.toString())?.[1] ?? '');
        socket.end(answerWith(200, { Connection: 'close' }));
      });
  }).listen(0, '::1');
  await new Promise((resolve) => six.once('listening', resolve));
  const { port } = six.address() as { readonly port: number };
  const { response } = await attempt({ target: { endpointUrl: `http://[::1]:${port}` }, client: { driver } });
  six.close();
  expect(response?.status).toBe(200);
  expect(hosts).toEqual([`[::1]:${port}`]);
});
