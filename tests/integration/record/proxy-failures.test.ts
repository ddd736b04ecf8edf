import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { createBody } from '../../support/create-body.js';
import { startHttpServer } from '../../support/http-server.js';
import { useServer } from '../../support/use-server.js';
import { clientKeys, type RecordedProxy, serverKeys, startRecordedProxy } from './recorded-proxy.js';

const server = useServer({ users: [{ name: 'main', ...serverKeys }] });
let proxy: RecordedProxy;

beforeAll(async () => {
  proxy = await startRecordedProxy(server.url);
  await proxy.send({ operation: 'CreateBucket', input: { Bucket: 'bucket' } });
});

const object = { Bucket: 'bucket', Key: 'k' };

/** Waits until so many exchanges were recorded. */
async function recorded({ lines }: RecordedProxy, count: number): Promise<void> {
  while (lines.length < count) {
    await sleep(5);
  }
}

test('a server that cannot be reached is a 502, as an error document of S3', async () => {
  const gone = await startHttpServer();
  await gone.close();
  const alone = await startRecordedProxy(gone.url);
  const { response } = await alone.send({ operation: 'GetObject', input: object });
  expect(response).toMatchObject({ status: 502, error: { Code: 'BadGateway' } });
  expect(response?.error?.Message).toMatch(`${gone.url} cannot be reached: `);
  expect(alone.last()).toMatchObject({
    operation: 'GetObject',
    response: null,
    failure: expect.stringContaining('BadGateway: '),
  });
  const head = await alone.send({ operation: 'HeadObject', input: object });
  expect(head.response).toMatchObject({ status: 502, body: { size: 0 } });
});

test('a server that cuts the connection before it responds is a 502', async () => {
  const rude = await startRecordedProxy((await startHttpServer(() => 'reset')).url);
  const { response } = await rude.send({
    operation: 'PutObject',
    input: object,
    body: await createBody('x'),
  });
  expect(response).toMatchObject({ status: 502 });
});

test('a response that breaks off is broken off, and recorded as far as it came', async () => {
  const short = await startHttpServer(() => ({ headers: { 'content-length': '10' }, body: 'abc' }));
  const broken = await startRecordedProxy(short.url);
  const pending = broken.send({ operation: 'GetObject', input: object });
  await sleep(50);
  await short.close();
  expect(await pending).toMatchObject({ failure: { kind: 'truncated' } });
  expect(broken.last()).toMatchObject({
    response: { status: 200, body: { length: 3 } },
    failure: 'the server broke its response off',
  });
});

test('a client that goes away ends the request at the server, too', async () => {
  const silent = await startHttpServer(() => null);
  const waiting = await startRecordedProxy(silent.url);
  const asked = request(`${waiting.url}/bucket/k`);
  asked.on('error', () => undefined).end();
  while (silent.requests.length === 0) {
    await sleep(5);
  }
  asked.destroy();
  await recorded(waiting, 1);
  expect(waiting.last()).toMatchObject({
    response: null,
    failure: 'the client went away before the response was whole',
  });
});

describe('a client that asks whether it may send its body', () => {
  const http = { expectContinue: true };

  test('is told so by the server, and sends it', async () => {
    const put = await proxy.send({
      operation: 'PutObject',
      input: object,
      body: await createBody({ size: 100_000, seed: 'a' }),
      http,
    });
    expect(put.response).toMatchObject({ status: 200, interim: [100] });
    expect(proxy.last()).toMatchObject({ body: { length: 100_000 }, response: { status: 200 } });
  });

  test('is refused without it', async () => {
    const put = await proxy.send({
      operation: 'PutObject',
      input: { Bucket: 'no-such-bucket', Key: 'k' },
      body: await createBody({ size: 100_000, seed: 'a' }),
      http,
    });
    expect(put.response).toMatchObject({ status: 404, interim: [] });
    const next = await proxy.send({ operation: 'GetObject', input: object });
    expect(next.response).toMatchObject({ status: 200 });
  });

  test('need not wait for a server that never says', async () => {
    const mute = await startRecordedProxy((await startHttpServer()).url);
    const put = await mute.send({ operation: 'PutObject', input: object, body: await createBody('x'), http });
    expect(put.response).toMatchObject({ status: 200 });
  });
});

test('a redirection within the server leads to the proxy, another one stays', async () => {
  const locations = (origin: string) => [`${origin}/bucket/other`, 'https://elsewhere.example.test/bucket/k'];
  const redirecting = await startHttpServer(({ target }) => ({
    status: 307,
    headers: { location: locations(redirecting.url)[target.endsWith('k') ? 0 : 1] ?? '' },
  }));
  const redirected = await startRecordedProxy(redirecting.url);
  const locationOf = async (key: string) => {
    const { response } = await redirected.send({
      operation: 'GetObject',
      input: { Bucket: 'bucket', Key: key },
    });
    return response?.headers.find(([name]) => name === 'location')?.[1];
  };
  expect(await locationOf('k')).toBe(locations(redirected.url)[0]);
  expect(await locationOf('l')).toBe(locations(redirected.url)[1]);
});

test('an upstream with a path before its buckets, and one whose buckets are host names', async () => {
  const upstream = await startHttpServer();
  const below = await startRecordedProxy(`${upstream.url}/storage/s3`);
  await below.send({ operation: 'GetObject', input: object });
  expect(upstream.requests.at(-1)?.target).toMatch(/^\/storage\/s3\/bucket\/k/);
  const virtual = await startRecordedProxy(upstream.url, { upstream: { pathStyle: false } });
  await virtual.send({ operation: 'GetObject', input: object });
  expect(upstream.requests.at(-1)).toMatchObject({
    target: expect.stringMatching(/^\/k/),
    headers: { host: `bucket.${new URL(upstream.url).host}` },
  });
});

test('requests that came at once are on their way at once', async () => {
  const before = proxy.lines.length;
  await Promise.all(
    Array.from({ length: 20 }, async (_, at) =>
      proxy.send({
        operation: 'PutObject',
        input: { Bucket: 'bucket', Key: `at-once-${at}` },
        body: await createBody({ size: 50_000, seed: 'a' }),
      }),
    ),
  );
  const lines = proxy.lines.slice(before);
  expect(lines).toHaveLength(20);
  const overlaps = lines.filter(({ at, took }) =>
    lines.some((other) => other.at > at && other.at < at + took),
  );
  expect(overlaps.length).toBeGreaterThan(0);
});

test.each([
  ['a scheme that is not S3’s', { authorization: 'Bearer abc' }, 501, 'NotImplemented'],
  [
    'a signature of many regions',
    { authorization: 'AWS4-ECDSA-P256-SHA256 Credential=a' },
    501,
    'NotImplemented',
  ],
  [
    'a credential that is none',
    { authorization: 'AWS4-HMAC-SHA256 Credential=a' },
    400,
    'AuthorizationHeaderMalformed',
  ],
  [
    'what a session of a directory bucket has signed',
    {
      authorization: `AWS4-HMAC-SHA256 Credential=session-key/20261130/us-east-1/s3express/aws4_request,SignedHeaders=host,Signature=${'0'.repeat(64)}`,
      'x-amz-date': '20261130T120000Z',
      'x-amz-s3session-token': 'token',
    },
    501,
    'NotImplemented',
  ],
  [
    'a signature that does not say what it signs of the body',
    {
      authorization: `AWS4-HMAC-SHA256 Credential=${clientKeys.accessKey}/20261130/us-east-1/s3/aws4_request,SignedHeaders=host,Signature=${'0'.repeat(64)}`,
      'x-amz-date': '20261130T120000Z',
    },
    400,
    'InvalidRequest',
  ],
  ['an upload by a form', { 'content-type': 'multipart/form-data; boundary=x' }, 501, 'NotImplemented'],
])('%s is refused with a reason', async (_, headers, status, code) => {
  const response = await fetch(`${proxy.url}/bucket`, { method: 'POST', headers, body: 'x' });
  expect(response.status).toBe(status);
  expect(await response.text()).toContain(`<Code>${code}</Code>`);
});

test.each([
  ['of many regions', 'X-Amz-Algorithm=AWS4-ECDSA-P256-SHA256&X-Amz-Credential=a/20261130/s3/aws4_request'],
  ['of a session of a directory bucket', 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-S3session-Token=token'],
])('a link %s is refused with a reason', async (_, query) => {
  const response = await fetch(`${proxy.url}/bucket/k?${query}&X-Amz-Signature=00`);
  expect(response.status).toBe(501);
  expect(await response.text()).toContain('<Code>NotImplemented</Code>');
});

test('a request that nobody signed goes on unsigned', async () => {
  const response = await fetch(`${proxy.url}/bucket/k`);
  expect(response.status).toBe(403);
  expect(proxy.last()).toMatchObject({ operation: 'GetObject', response: { status: 403 } });
});
