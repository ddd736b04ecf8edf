import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { signRaw } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer({ timeouts: { header: 300, idle: 500 } });
const patient = useServer({ timeouts: { header: 300, idle: 60_000 } });
const secure = useServer({ timeouts: { header: 2000, idle: 5000 }, tls: 'self-signed' });
const Bucket = newBucketName();

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  await s3.main.send(new PutObjectCommand({ Bucket, Key: 'large', Body: Buffer.alloc(32 << 20) }));
});

async function said(socket: Socket): Promise<string> {
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => {});
  await once(socket, 'close');
  return text;
}

function headOf(url: string, length: number): string {
  const { headers } = signRaw({ method: 'PUT', url, payloadHash: 'UNSIGNED-PAYLOAD' });
  const { host, pathname } = new URL(url);
  const lines = Object.entries({ host, ...headers, 'content-length': String(length) });
  return `PUT ${pathname} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
}

describe('a connection that is silent', () => {
  test('within the head of a request is closed, with 408', async () => {
    const socket = connect(patient.server.port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n');
    expect(await said(socket)).toMatch(/^HTTP\/1\.1 408 /);
  });

  test('within a body is closed, with RequestTimeout', async () => {
    const socket = connect(s3.server.port, '127.0.0.1');
    socket.write(`${headOf(`${s3.server.url}/${Bucket}/k`, 10)}half`);
    const text = await said(socket);
    expect(text).toMatch(/^HTTP\/1\.1 400 /);
    expect(text).toContain('<Code>RequestTimeout</Code>');
    expect(text).toMatch(/^connection: close/im);
  });

  test('before the body that nobody reads is closed, after the refusal', async () => {
    const socket = connect(s3.server.port, '127.0.0.1');
    socket.write(headOf(`${s3.server.url}/no-such-bucket/k`, 10));
    expect(await said(socket)).toContain('<Code>NoSuchBucket</Code>');
  });

  test('after it was opened is closed', async () => {
    await said(connect(s3.server.port, '127.0.0.1'));
  });

  test('while a response is sent is closed', async () => {
    const { headers } = signRaw({
      method: 'GET',
      url: `${s3.server.url}/${Bucket}/large`,
      payloadHash: 'UNSIGNED-PAYLOAD',
    });
    const socket = connect(s3.server.port, '127.0.0.1');
    const lines = Object.entries({ host: new URL(s3.server.url).host, ...headers });
    socket.write(
      `GET /${Bucket}/large HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    );
    socket.pause();
    socket.on('error', () => {});
    await new Promise((resolve) => setTimeout(resolve, 1500));
    let received = 0;
    socket.on('data', (chunk: Buffer) => {
      received += chunk.length;
    });
    socket.resume();
    await once(socket, 'close');
    expect(received).toBeLessThan(32 << 20);
  });

  test('before the handshake of TLS is closed, and plain HTTP gets no response there', async () => {
    await said(connect(secure.server.port, '127.0.0.1'));
    const plain = connect(secure.server.port, '127.0.0.1');
    plain.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    expect(await said(plain)).not.toContain('HTTP/1.1');
    const slow = connectTls({ port: secure.server.port, host: '127.0.0.1', rejectUnauthorized: false });
    slow.write('GET / HTTP/1.1\r\nHost: x\r\n');
    expect(await said(slow)).toMatch(/^HTTP\/1\.1 408 /);
  });
});

test('a body may take longer than a head, while its bytes keep coming', async () => {
  await patient.main.send(new CreateBucketCommand({ Bucket }));
  const socket = connect(patient.server.port, '127.0.0.1');
  const ended = said(socket);
  socket.write(headOf(`${patient.server.url}/${Bucket}/slow`, 4));
  for (const byte of 'slow') {
    await new Promise((resolve) => setTimeout(resolve, 400));
    socket.write(byte);
  }
  socket.end();
  expect(await ended).toMatch(/HTTP\/1\.1 200 /);
});
