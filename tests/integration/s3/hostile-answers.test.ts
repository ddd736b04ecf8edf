import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createS3Client } from '../../../src/s3/index.js';
import type { OperationCall } from '../../../src/s3/types.js';
import { systemSources } from '../../support/system-sources.js';

const servers: Server[] = [];
const sockets = new Set<Socket>();

afterEach(() => {
  for (const socket of sockets) {
    socket.destroy();
  }
  for (const server of servers.splice(0)) {
    server.close();
  }
});

/** A server that writes what it likes over a socket, as long as it is read. */
async function hostile(write: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => write(socket));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as { readonly port: number }).port}`;
}

/** A server that sends one document to whoever asks. */
function answering(status: number, body: string): Promise<string> {
  const head = `HTTP/1.1 ${status} Any\r\nContent-Type: application/xml\r\nContent-Length: ${body.length}\r\n\r\n`;
  return hostile((socket) => socket.end(head + body));
}

/** Writes the same bytes again and again, no faster than they are taken. */
function pour(socket: Socket, bytes: Buffer, times = Number.POSITIVE_INFINITY): void {
  let left = times;
  const write = (): void => {
    while (left-- > 0 && !socket.destroyed) {
      if (!socket.write(bytes)) {
        socket.once('drain', write);
        return;
      }
    }
  };
  write();
}

async function list(url: string, timeoutMs = 5000, driver: 'direct' | 'sdk' = 'direct') {
  const client = createS3Client({ endpointUrl: url, region: 'us-east-1' }, systemSources);
  const call: OperationCall = {
    kind: 'operation',
    operation: 'ListObjectsV2',
    input: { Bucket: 'bucket' },
    credential: { kind: 'keys', name: 'main', accessKey: 'a', secretKey: 'secret' },
    client: {
      driver,
      checksums: 'when_required',
      retry: { maxAttempts: 1, mode: 'standard' },
    },
  };
  try {
    return await client.send(call, { signal: new AbortController().signal, timeoutMs });
  } finally {
    await client.close();
  }
}

test('a hundred interim responses are enough', async () => {
  const url = await hostile((socket) =>
    pour(socket, Buffer.from('HTTP/1.1 100 Continue\r\n\r\n'.repeat(1000))),
  );
  const { failure, response } = await list(url, 60_000);
  expect(response).toBeNull();
  expect(failure).toMatchObject({ kind: 'protocol' });
  expect(failure?.message).toContain('more than 100 interim responses');
});

test('a head without an end is given up', async () => {
  const url = await hostile((socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    pour(socket, Buffer.from(`X-A: ${'a'.repeat(1000)}\r\n`));
  });
  const { failure } = await list(url, 60_000);
  expect(failure?.message).toContain('its head is longer than 65536 bytes');
});

test('a body of a million chunks of one byte takes little more than its bytes', async () => {
  const url = await hostile((socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n');
    pour(socket, Buffer.from('1\r\nx\r\n'.repeat(10_000)), 400);
    socket.once('drain', () => undefined);
  });
  const before = memory();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, memory() - before);
  }, 20);
  const { response } = await list(url, 4000);
  clearInterval(watch);
  expect(response).toBeNull();
  expect(most).toBeLessThan(200 * 1024 * 1024);
});

/** What the body of a response may take: objects and buffers. */
function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const drivers = ['direct', 'sdk'] as const;

test.each(drivers)('an error document of 200,000 elements is not read (%s)', async (driver) => {
  const elements = Array.from({ length: 200_000 }, (_, index) => `<E${index}>x</E${index}>`).join('');
  const body = `<Error><Code>A</Code>${elements}</Error>`;
  const url = await answering(400, body);
  const { response } = await list(url, 60_000, driver);
  expect(response).toMatchObject({ status: 400, error: null, success: false });
  expect(response?.parseError).toContain('the error document of');
});

test.each(drivers)('an output of 600,000 elements is not read (%s)', async (driver) => {
  const body = `<ListBucketResult>${'<Contents/>'.repeat(600_000)}</ListBucketResult>`;
  const url = await answering(200, body);
  const { response } = await list(url, 60_000, driver);
  expect(response).toMatchObject({ status: 200, success: false, output: {} });
  expect(response?.parseError).toContain('more than 90000 tags');
});

test.each(drivers)('an output with a text of 7 MB is not read (%s)', async (driver) => {
  const url = await answering(
    200,
    `<ListBucketResult><Name>${'x'.repeat(7_000_000)}</Name></ListBucketResult>`,
  );
  const { response } = await list(url, 60_000, driver);
  expect(response).toMatchObject({ status: 200, success: false, output: {}, body: { size: 7_000_050 } });
  expect(response?.parseError).toContain('a text or a tag of more than 16384 bytes');
});

test.each(drivers)('a document of another operation is no empty output (%s)', async (driver) => {
  const url = await answering(
    200,
    '<ListVersionsResult><Version><Key>k</Key></Version></ListVersionsResult>',
  );
  const { response } = await list(url, 60_000, driver);
  expect(response).toMatchObject({ status: 200, success: false, output: {} });
  expect(response?.parseError).toContain('the root element of the body is ListVersionsResult');
});
