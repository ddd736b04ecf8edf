import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Call,
  createBody as createBodyOf,
  createS3Client,
  type Outcome,
  type S3Client,
} from '../../../src/s3/index.js';
import { createBody } from '../../support/create-body.js';
import {
  type CallContext,
  type Fields,
  readHttpEdits,
  readPostForm,
  readRequest,
} from '../../support/read-request.js';
import { systemSources } from '../../support/system-sources.js';
import {
  answerWith,
  type RecordedRequest,
  type RecordingServer,
  type Responder,
  startRecordingServer,
} from './recording-server.js';

const client = {
  driver: 'direct',
  checksums: 'when_supported',
  retry: { maxAttempts: 1, mode: 'standard' },
} as const;
const keys = {
  kind: 'keys',
  name: 'main',
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
} as const;
const context: CallContext & { readonly region: string } = {
  now: new Date('2013-05-24T00:00:00Z'),
  createBody: (form) => createBodyOf(form, String),
  findCredential: () => ({ ...keys, accessKey: 'OTHER' }),
  credential: keys,
  client,
  region: 'us-east-1',
};
const day = '20130524/us-east-1/s3/aws4_request';

let server: RecordingServer;
let s3: S3Client;
let respond: Responder;
beforeAll(async () => {
  server = await startRecordingServer((request, socket) => respond(request, socket));
  s3 = createS3Client({ endpointUrl: server.url, region: 'us-east-1' }, systemSources);
});
afterAll(async () => {
  await s3.close();
  await server.close();
});
beforeEach(() => {
  server.requests.length = 0;
  respond = () => answerWith(200);
});

async function send(call: Call, more: { readonly abortAt?: number } = {}): Promise<Outcome> {
  return s3.send(call, { signal: new AbortController().signal, timeoutMs: 3000, ...more });
}

async function recorded(spec: Fields): Promise<RecordedRequest> {
  const outcome = await send(await readRequest({ date: '2013-05-24T00:00:00Z', ...spec }, context));
  expect(outcome.failure).toBeNull();
  const request = server.requests.at(-1);
  if (request === undefined) {
    throw new Error('nothing was recorded');
  }
  expect(outcome.exchanges[0]?.requestHead).toBe(request.head);
  return request;
}

const host = (): string => `Host: 127.0.0.1:${server.port}`.toLowerCase();

describe('a raw request goes out byte for byte', () => {
  test('with nothing but what it says', async () => {
    const { head } = await recorded({ method: 'GET', path: '/b?delete', sign: 'none' });
    expect(head).toBe(`GET /b?delete HTTP/1.1\r\n${host()}\r\n\r\n`);
  });

  test.each([
    '/b/../a',
    '/b//x',
    '/b/a%2Fb',
    '/b/%00%1f',
    '/b/a+b?x',
    '/b/ü',
    '/b?',
    '/b?acl&acl=&x=1#y',
    '/b/%zz',
    '/b/\u0001',
  ])('the path %j', async (path) => {
    const { head } = await recorded({ path, sign: 'none' });
    expect(head.slice(0, head.indexOf(' HTTP/1.1'))).toBe(`GET ${path}`);
    expect((await recorded({ path })).headers.authorization).toContain('Signature=');
  });

  test('headers in order, with case, duplicates and UTF-8', async () => {
    const headers = { 'X-A': ['one', 'two'], 'x-B': 'é', 'X-c': '' };
    const { head } = await recorded({ headers, sign: 'none' });
    expect(head).toBe(`GET / HTTP/1.1\r\nX-A: one\r\nX-A: two\r\nx-B: é\r\nX-c: \r\n${host()}\r\n\r\n`);
  });

  test('a wrong Host, Content-MD5 and Date', async () => {
    const headers = { Host: 'elsewhere', 'Content-MD5': 'wrong', Date: 'never' };
    const { head } = await recorded({ method: 'PUT', path: '/b', headers, body: 'x', sign: 'none' });
    expect(head).toBe(
      'PUT /b HTTP/1.1\r\nHost: elsewhere\r\nContent-MD5: wrong\r\nDate: never\r\ncontent-length: 1\r\n\r\n',
    );
  });

  test('malformed XML, another method, HTTP/1.0', async () => {
    const request = await recorded({ method: 'FOO', body: '<Delete><Obj', http_version: 1, sign: 'none' });
    expect(request.head).toContain('FOO / HTTP/1.0\r\n');
    expect(request.body.toString()).toBe('<Delete><Obj');
  });

  test('to a link, which is not signed again', async () => {
    const { head } = await recorded({ url: `${server.url}/b/k?X-Amz-Signature=abc` });
    expect(head).toBe(`GET /b/k?X-Amz-Signature=abc HTTP/1.1\r\n${host()}\r\n\r\n`);
  });

  test('an OPTIONS with an Origin', async () => {
    const headers = { Origin: 'http://a.example', 'Access-Control-Request-Method': 'PUT' };
    const { headers: seen } = await recorded({ method: 'OPTIONS', path: '/b/k', headers, sign: 'none' });
    expect(seen).toMatchObject({ origin: 'http://a.example', 'access-control-request-method': 'PUT' });
  });
});

describe('the length of a raw request', () => {
  test('may lie, over a connection that carries nothing else', async () => {
    const before = server.connections();
    const lying = { method: 'PUT', path: '/b/k', body: 'longer', sign: 'none', content_length: 3 };
    expect((await recorded(lying)).headers['content-length']).toBe('3');
    await recorded({ path: '/' });
    expect(server.connections()).toBe(before + 1);
  });

  test('may be missing', async () => {
    const { head } = await recorded({
      method: 'PUT',
      path: '/b/k',
      body: 'x',
      sign: 'none',
      content_length: null,
    });
    expect(head).toBe(`PUT /b/k HTTP/1.1\r\n${host()}\r\n\r\n`);
  });

  test('may be given by chunks', async () => {
    const spec = { method: 'PUT', body: 'hello', sign: 'none', transfer_encoding: 'chunked' };
    const request = await recorded(spec);
    expect(request.headers).not.toHaveProperty('content-length');
    expect(request.body.toString()).toBe('5\r\nhello\r\n0\r\n\r\n');
  });
});

describe('interim answers', () => {
  test('are waited for and recorded', async () => {
    const call = await readRequest(
      { method: 'PUT', body: 'hello', expect_continue: true, sign: 'none' },
      context,
    );
    const { response } = await send(call);
    expect(response).toMatchObject({ status: 200, interim: [100] });
    expect(server.requests[0]?.body.toString()).toBe('hello');
  });

  test('of other kinds are recorded too, and folded, bare and odd lines are read', async () => {
    respond = () =>
      'HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200\nA: 1\n\tmore\nnonsense\nContent-Length: 2\n\nok';
    const { response, exchanges } = await send(await readRequest({ path: '/' }, context));
    expect(response).toMatchObject({
      status: 200,
      interim: [103],
      headers: [
        ['A', '1 more'],
        ['Content-Length', '2'],
      ],
    });
    expect(exchanges[0]?.responseHead).toBe(
      'HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 200\nA: 1\n\tmore\nnonsense\nContent-Length: 2\n\n',
    );
  });
});

describe('a forged signature', () => {
  const authorization = async (spec: Fields): Promise<string> =>
    (await recorded(spec)).headers.authorization ?? '';

  test('has every component that is asked for', async () => {
    const inline = { access_key: 'AK', secret_key: 'SK' };
    expect(await authorization({ credential: inline })).toContain('Credential=AK/20130524');
    expect(await authorization({ credential: 'other' })).toContain('Credential=OTHER/20130524');
    expect(await authorization({ region: 'nowhere' })).toContain('/nowhere/s3/');
    expect(await authorization({ service: 'ec2' })).toContain('/us-east-1/ec2/');
    expect(await authorization({ signed_headers: ['host'] })).toContain('SignedHeaders=host,');
    expect(await authorization({ signature: 'nonsense' })).toMatch(/Signature=nonsense$/);
    expect(await authorization({ date: '-1d' })).toContain('/20130523/');
  });

  test('differs from the right one in its last digit only', async () => {
    const right = await authorization({});
    const wrong = await authorization({ signature: 'flip' });
    expect(wrong.slice(0, -1)).toBe(right.slice(0, -1));
    expect(wrong).not.toBe(right);
  });

  test('of another payload', async () => {
    const { headers } = await recorded({ method: 'PUT', body: 'x', payload_hash: 'abc' });
    expect(headers['x-amz-content-sha256']).toBe('abc');
    const unsigned = await recorded({ method: 'PUT', body: 'x', sign: 'v4-unsigned-payload' });
    expect(unsigned.headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD');
  });

  test('of what was there before it was spoilt', async () => {
    const plain = await recorded({ method: 'PUT', path: '/b/k', body: 'one' });
    const spoilt = await recorded({
      method: 'PUT',
      path: '/b/k',
      body: 'one',
      after_sign: {
        method: 'POST',
        path: '/b/other?x',
        body: 'another',
        headers: { 'x-amz-date': '19700101T000000Z', 'X-New': 'n' },
        omit_headers: ['x-amz-content-sha256'],
      },
    });
    expect(spoilt.headers.authorization).toBe(plain.headers.authorization);
    expect(spoilt).toMatchObject({ method: 'POST', target: '/b/other?x' });
    expect(spoilt.headers).toMatchObject({
      'x-amz-date': '19700101T000000Z',
      'x-new': 'n',
      'content-length': '7',
    });
    expect(spoilt.headers).not.toHaveProperty('x-amz-content-sha256');
    expect(spoilt.body.toString()).toBe('another');
  });

  test('and its query stays at another path, unless that brings one', async () => {
    const presigned = { path: '/b/k', sign: 'v4-presigned' };
    const moved = await recorded({ ...presigned, after_sign: { path: '/b/other' } });
    expect(moved.target).toMatch(/^\/b\/other\?X-Amz-Algorithm=.*&X-Amz-Signature=[0-9a-f]{64}$/);
    const bare = await recorded({ ...presigned, after_sign: { path: '/b/other?' } });
    expect(bare.target).toBe('/b/other?');
    const before = await recorded({ path: '/b/k?tagging', before_sign: { path: '/b/other' } });
    expect(before.target).toBe('/b/other?tagging');
  });

  test('of what is changed before it', async () => {
    const { headers, target } = await recorded({
      path: '/b?a=1&b=2',
      before_sign: {
        headers: { 'x-amz-meta-a': '1' },
        omit_headers: ['x-amz-content-sha256'],
        query: { a: null, c: 'd e' },
      },
    });
    expect(target).toBe('/b?b=2&c=d%20e');
    expect(headers.authorization).toContain('SignedHeaders=host;x-amz-date;x-amz-meta-a,');
  });

  test('is of version 2, in the header and in the query', async () => {
    const { headers } = await recorded({ path: '/b/k', sign: 'v2' });
    expect(headers).toMatchObject({
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      authorization: expect.stringMatching(/^AWS AKIAIOSFODNN7EXAMPLE:.{27}=$/),
    });
    const { target } = await recorded({ path: '/b/k', sign: 'v2-presigned', expires: 60 });
    expect(target).toMatch(
      /^\/b\/k\?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1369353660&Signature=[\w%]+$/,
    );
  });

  test('is in a link of version 2 made over the session token, as botocore makes it', async () => {
    const credential = { access_key: keys.accessKey, secret_key: keys.secretKey, session_token: 'token/+=' };
    const { target } = await recorded({ path: '/b/k', sign: 'v2-presigned', expires: 60, credential });
    expect(new URLSearchParams(target.split('?')[1]).get('Signature')).toBe('hp25HoTIxWI3i9NN6T88mjeHA2k=');
  });

  test('is in the query, with each parameter as it is wanted', async () => {
    const { target } = await recorded({ path: '/b/k', sign: 'v4-presigned', expires: '1h' });
    expect(target).toMatch(
      new RegExp(
        `^/b/k\\?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F${day.replaceAll('/', '%2F')}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=3600&X-Amz-SignedHeaders=host&X-Amz-Signature=[0-9a-f]{64}$`,
      ),
    );
    const spoilt = await recorded({
      path: '/b/k',
      sign: 'v4-presigned',
      after_sign: { query: { 'X-Amz-Expires': '999999', 'X-Amz-Date': null } },
    });
    expect(spoilt.target).toContain('X-Amz-Expires=999999');
    expect(spoilt.target).not.toContain('X-Amz-Date');
  });
});

describe('each part of a signature may be wrong or missing', () => {
  const signedHead = (head: string): Record<string, string> =>
    Object.fromEntries(
      head
        .split('\r\n')
        .slice(1, -2)
        .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line]),
    );

  test.each(['host', 'authorization', 'x-amz-date', 'x-amz-content-sha256'])(
    'the header %s is left out after signing, and nothing else changes',
    async (name) => {
      const whole = await recorded({ path: '/b/k' });
      const { head } = await recorded({ path: '/b/k', after_sign: { omit_headers: [name] } });
      const { [name]: line, ...others } = signedHead(whole.head);
      expect(line).toBeDefined();
      expect(signedHead(head)).toEqual(others);
    },
  );

  test.each([
    'AWS4-HMAC-SHA512 Credential=AK/20130524/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=00',
    'AWS4-HMAC-SHA256 SignedHeaders=host, Signature=00',
    'AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/s3/aws4_request, Signature=00',
    'AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/s3/aws4_request, SignedHeaders=host',
    'AWS4-HMAC-SHA256 Credential=AK/20130524/us-east-1/s3/aws5_request, SignedHeaders=, Signature=',
    'Bearer token',
    '',
  ])('an Authorization header goes out as it is written: %s', async (authorization) => {
    const { head } = await recorded({ path: '/b/k', after_sign: { headers: { authorization } } });
    expect(signedHead(head).authorization?.split(': ')[1]).toBe(authorization);
    const twice = await recorded({
      path: '/b/k',
      after_sign: { headers: { authorization: [authorization, 'x'] } },
    });
    expect(twice.head.match(/^authorization: .*$/gim)).toEqual([
      `authorization: ${authorization}`,
      'authorization: x',
    ]);
  });

  const query = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA512',
    'X-Amz-Credential': 'nobody/20130524/us-east-1/s3/aws4_request',
    'X-Amz-Date': '19700101T000000Z',
    'X-Amz-Expires': '604801',
    'X-Amz-SignedHeaders': 'x-amz-date',
    'X-Amz-Signature': 'nonsense',
  };
  test.each(Object.entries(query))('%s of a presigned request is %j, or missing', async (name, value) => {
    const parametersOf = (target: string) => new URLSearchParams(target.split('?')[1]);
    const presigned = { path: '/b/k', sign: 'v4-presigned', expires: 60 };
    const right = parametersOf((await recorded(presigned)).target);
    expect(right.has(name)).toBe(true);
    const wrong = await recorded({ ...presigned, after_sign: { query: { [name]: value } } });
    expect(parametersOf(wrong.target).getAll(name)).toEqual([value]);
    const missing = await recorded({ ...presigned, after_sign: { query: { [name]: null } } });
    right.delete(name);
    expect([...parametersOf(missing.target)]).toEqual([...right]);
  });

  test('a presigned request may have expired, or not hold yet', async () => {
    const at = async (date: string) =>
      (await recorded({ path: '/b/k', sign: 'v4-presigned', expires: 60, date })).target;
    expect(await at('-2m')).toContain('X-Amz-Date=20130523T235800Z&X-Amz-Expires=60');
    expect(await at('+2h')).toContain('X-Amz-Date=20130524T020000Z&X-Amz-Expires=60');
  });

  test('Date and x-amz-date may be in conflict, and both are signed', async () => {
    const { headers } = await recorded({ path: '/b/k', headers: { Date: 'Thu, 01 Jan 1970 00:00:00 GMT' } });
    expect(headers).toMatchObject({
      date: 'Thu, 01 Jan 1970 00:00:00 GMT',
      'x-amz-date': '20130524T000000Z',
      authorization: expect.stringContaining('SignedHeaders=date;host;x-amz-content-sha256;x-amz-date,'),
    });
    const wrong = await recorded({ path: '/b/k', headers: { 'x-amz-date': 'yesterday' } });
    expect(wrong.headers['x-amz-date']).toBe('yesterday');
  });

  test('version 2, in the header and in the query', async () => {
    const right = (await recorded({ path: '/b/k', sign: 'v2' })).headers.authorization ?? '';
    const flipped = await recorded({ path: '/b/k', sign: 'v2', signature: 'flip' });
    expect(flipped.headers.authorization?.slice(0, -2)).toBe(right.slice(0, -2));
    expect(flipped.headers.authorization).not.toBe(right);
    const stranger = await recorded({
      path: '/b/k',
      sign: 'v2',
      credential: { access_key: 'AK', secret_key: 'SK' },
    });
    expect(stranger.headers.authorization).toMatch(/^AWS AK:/);
    for (const name of ['AWSAccessKeyId', 'Expires', 'Signature']) {
      const { target } = await recorded({
        path: '/b/k',
        sign: 'v2-presigned',
        expires: 60,
        after_sign: { query: { [name]: null } },
      });
      expect(target).not.toContain(`${name}=`);
      expect(target.match(/=/g)?.length).toBe(2);
    }
    const spoilt = await recorded({ path: '/b/k', sign: 'v2-presigned', signature: 'nonsense' });
    expect(spoilt.target).toMatch(/&Signature=nonsense$/);
  });
});

describe('an aws-chunked body', () => {
  const put = { method: 'PUT', path: '/b/k', body: 'a'.repeat(25) };

  test('is signed chunk by chunk, as documented', async () => {
    const spec = {
      method: 'PUT',
      path: '/examplebucket/chunkObject.txt',
      headers: { host: 's3.amazonaws.com', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      body: 'a'.repeat(66_560),
      sign: 'v4-streaming',
      signed_headers:
        'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class',
    };
    const { headers, body } = await recorded(spec);
    expect(headers).toMatchObject({
      'content-length': '66824',
      authorization: expect.stringContaining(
        'Signature=4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
      ),
    });
    const lines = body
      .toString()
      .split('\r\n')
      .filter((line) => line.includes(';'));
    expect(lines).toEqual([
      '10000;chunk-signature=ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '400;chunk-signature=0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      '0;chunk-signature=b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ]);
  });

  const chunk = (size: string, signature: string, data = ''): string =>
    `${size};chunk-signature=${signature}\r\n${data}${data === '' ? '' : '\r\n'}`;

  test('has a wrong signature, size or length exactly where it is asked for', async () => {
    const sign = { ...put, sign: 'v4-streaming' };
    const right = (await recorded({ ...sign, chunks: { size: 10 } })).body.toString();
    const signatures = [...right.matchAll(/chunk-signature=([0-9a-f]{64})/g)].map((match) => match[1] ?? '');
    const [first = '', second = '', third = '', last = ''] = signatures;
    expect(right).toBe(
      `${chunk('a', first, 'a'.repeat(10)) + chunk('a', second, 'a'.repeat(10)) + chunk('5', third, 'aaaaa')}${chunk('0', last)}\r\n`,
    );
    const flipped = second.slice(0, -1) + (second.endsWith('0') ? '1' : '0');
    const wrong = await recorded({ ...sign, chunks: { size: 10, signature: { at: 1, flip: true } } });
    expect(wrong.body.toString()).toBe(right.replace(second, flipped));
    const declared = await recorded({ ...sign, chunks: { size: 10, declared_size: { at: 1, size: 4096 } } });
    expect(declared.body.toString()).toBe(
      right.replace(`a;chunk-signature=${second}`, `1000;chunk-signature=${second}`),
    );
    const cut = await recorded({ ...sign, chunks: { size: 10, omit_last: true } });
    expect(cut.body.toString()).toBe(right.slice(0, right.lastIndexOf('0;chunk')));
    const short = await recorded({
      ...sign,
      before_sign: { headers: { 'x-amz-decoded-content-length': '7' } },
    });
    expect(short.headers['x-amz-decoded-content-length']).toBe('7');
  });

  test.each([
    [undefined, 'aws-chunked'],
    ['gzip', 'gzip,aws-chunked'],
    ['aws-chunked,gzip', 'aws-chunked,gzip'],
  ])('of the encoding %j is announced as %j', async (given, sent) => {
    const headers = given === undefined ? {} : { 'content-encoding': given };
    const { headers: seen } = await recorded({ ...put, headers, sign: 'v4-streaming' });
    expect(seen['content-encoding']).toBe(sent);
  });

  test('announces what its trailers are not, and lies about its length', async () => {
    const body = { ...put, sign: 'v4-unsigned-trailer', trailers: { 'x-amz-checksum-crc32': 'AAAAAA==' } };
    const other = await recorded({
      ...body,
      before_sign: { headers: { 'x-amz-trailer': 'x-amz-checksum-sha1' } },
    });
    expect(other.headers['x-amz-trailer']).toBe('x-amz-checksum-sha1');
    expect(other.body.toString()).toMatch(/^19\r\na{25}\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n$/);
    const silent = await recorded({ ...body, before_sign: { omit_headers: ['x-amz-trailer'] } });
    expect(silent.headers).not.toHaveProperty('x-amz-trailer');
    const unknown = await recorded({
      ...body,
      before_sign: { omit_headers: ['x-amz-decoded-content-length'] },
    });
    expect(unknown.headers).not.toHaveProperty('x-amz-decoded-content-length');
  });

  test('has trailers, computed or wrong, signed or not', async () => {
    const unsigned = await recorded({ ...put, sign: 'v4-unsigned-trailer' });
    expect(unsigned.headers).toMatchObject({
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-trailer': 'x-amz-checksum-crc32',
      'x-amz-decoded-content-length': '25',
    });
    expect(unsigned.body.toString()).toMatch(
      /^19\r\na{25}\r\n0\r\nx-amz-checksum-crc32:[\w+/]{6}==\r\n\r\n$/,
    );
    const wrong = await recorded({
      ...put,
      sign: 'v4-unsigned-trailer',
      trailers: { 'x-amz-checksum-sha256': 'wrong', 'x-amz-checksum-crc64nvme': null },
    });
    expect(wrong.headers['x-amz-trailer']).toBe('x-amz-checksum-sha256,x-amz-checksum-crc64nvme');
    expect(wrong.body.toString()).toMatch(
      /x-amz-checksum-sha256:wrong\r\nx-amz-checksum-crc64nvme:[\w+/]{11}=\r\n\r\n$/,
    );
    const signed = await recorded({
      ...put,
      sign: 'v4-streaming-trailer',
      chunks: { trailer_signature: 'none at all' },
    });
    expect(signed.body.toString()).toMatch(/x-amz-trailer-signature:none at all\r\n\r\n$/);
  });
});

test('a connection is cut in the middle of a body', async () => {
  const call = await readRequest({ method: 'PUT', path: '/b/k', body: { size: 2000, seed: 1 } }, context);
  const { failure, exchanges } = await send(call, { abortAt: 512 });
  expect(failure).toMatchObject({ kind: 'client', code: 'CUT' });
  expect(exchanges[0]?.requestBodySize).toBe(512);
  expect(server.requests).toHaveLength(0);
  respond = () => answerWith(200, {}, 'x'.repeat(5000));
  const reading = await send(await readRequest({ path: '/b/k' }, context), { abortAt: 100 });
  expect(reading.failure).toMatchObject({ kind: 'client', code: 'CUT' });
});

test('the answer is read as the output of an operation, or as an error', async () => {
  respond = () => answerWith(200, {}, '<DeleteResult><Deleted><Key>a</Key></Deleted></DeleteResult>');
  const spec = { method: 'POST', path: '/b?delete', as: 'DeleteObjects' };
  expect((await send(await readRequest(spec, context))).response?.output).toEqual({
    Deleted: [{ Key: 'a' }],
  });
  respond = () => answerWith(400, {}, '<Error><Code>MalformedXML</Code></Error>');
  const { response } = await send(await readRequest(spec, context));
  expect(response).toMatchObject({ success: false, error: { Code: 'MalformedXML' } });
});

describe('http edits of an operation', () => {
  async function edited(http: Fields, body?: unknown): Promise<RecordedRequest> {
    const source = body === undefined ? {} : { body: await createBody(body, String) };
    await send({
      kind: 'operation',
      operation: 'PutObject',
      input: { Bucket: 'b', Key: 'k', Metadata: { a: '1' } },
      credential: keys,
      client,
      http: await readHttpEdits(http, context),
      ...source,
    });
    const request = server.requests.at(-1);
    if (request === undefined) {
      throw new Error('nothing was recorded');
    }
    return request;
  }

  test('are made before it is signed, unless told otherwise', async () => {
    const before = await edited({
      headers: { 'x-amz-meta-a': '2' },
      query: { x: '1' },
      omit_headers: ['content-type'],
    });
    expect(before.target).toBe('/b/k?x=1');
    expect(before.headers).toMatchObject({
      'x-amz-meta-a': '2',
      authorization: expect.stringContaining('SignedHeaders=host;x-amz-'),
    });
    const after = await edited({ after_sign: { headers: { 'x-amz-meta-a': '3' } } });
    expect(after.headers['x-amz-meta-a']).toBe('3');
  });

  test('choose how its body is signed', async () => {
    const signed = await edited(
      { sign: 'v4-streaming-trailer', chunks: { size: 8192 } },
      { size: 20_000, seed: 1 },
    );
    expect(signed.headers['x-amz-content-sha256']).toBe('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER');
    expect(signed.body.toString('latin1')).toContain('\r\nx-amz-trailer-signature:');
    const whole = await edited({ sign: 'v4' }, { size: 2_000_000, seed: 1 });
    expect(whole.headers['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(whole.headers).toHaveProperty('x-amz-checksum-crc32');
  });
});

describe('a browser upload', () => {
  async function upload(
    spec: Fields,
  ): Promise<{ readonly request: RecordedRequest; readonly parts: readonly string[] }> {
    const call = await readPostForm(
      { bucket: 'b', fields: { key: 'k', acl: 'private' }, file: 'content', ...spec },
      context,
    );
    expect((await send(call)).failure).toBeNull();
    const request = server.requests.at(-1);
    if (request === undefined) {
      throw new Error('nothing was recorded');
    }
    const boundary = /boundary=(.*)$/.exec(request.headers['content-type'] ?? '')?.[1] ?? '';
    const parts = request.body.toString().split(`--${boundary}`).slice(1, -1);
    return { request, parts: parts.map((part) => /name="([^"]*)"/.exec(part)?.[1] ?? '') };
  }

  test('has the fields, the policy, its signature, and the file at its end', async () => {
    const { request, parts } = await upload({});
    expect(request).toMatchObject({ method: 'POST', target: '/b' });
    expect(parts).toEqual([
      'key',
      'acl',
      'x-amz-algorithm',
      'x-amz-credential',
      'x-amz-date',
      'policy',
      'x-amz-signature',
      'file',
    ]);
    const policy = /name="policy"\r\n\r\n([^\r]*)/.exec(request.body.toString())?.[1] ?? '';
    expect(JSON.parse(Buffer.from(policy, 'base64').toString())).toEqual({
      expiration: '2013-05-24T01:00:00.000Z',
      conditions: [
        { bucket: 'b' },
        { key: 'k' },
        { acl: 'private' },
        { 'x-amz-algorithm': 'AWS4-HMAC-SHA256' },
        { 'x-amz-credential': `AKIAIOSFODNN7EXAMPLE/${day}` },
        { 'x-amz-date': '20130524T000000Z' },
      ],
    });
    expect(request.body.toString()).toMatch(
      /filename="file"\r\nContent-Type: application\/octet-stream\r\n\r\ncontent\r\n--.*--\r\n$/,
    );
  });

  test('may be wrong in all the ways that matter', async () => {
    expect((await upload({ omit_fields: ['policy', 'x-amz-signature'] })).parts).not.toContain('policy');
    expect((await upload({ file_first: true })).parts[0]).toBe('file');
    expect((await upload({ omit_fields: ['file'] })).parts).not.toContain('file');
    expect((await upload({ sign: 'none' })).parts).toEqual(['key', 'acl', 'file']);
    expect((await upload({ sign: 'v2' })).parts).toContain('AWSAccessKeyId');
    const { request } = await upload({ policy: 'not json', signature: 'forged' });
    expect(request.body.toString()).toContain(Buffer.from('not json').toString('base64'));
    expect(request.body.toString()).toContain('name="x-amz-signature"\r\n\r\nforged\r\n');
  });

  test('is signed in one of three ways', async () => {
    const form = readPostForm({ bucket: 'b', sign: 'v4-presigned' }, context);
    await expect(form).rejects.toThrow('sign is one of v4, v2, none; not "v4-presigned"');
  });

  test('is answered by its location', async () => {
    respond = () => answerWith(201, {}, '<PostResponse><Bucket>b</Bucket><Key>k</Key></PostResponse>');
    const { response } = await send(await readPostForm({ bucket: 'b', fields: { key: 'k' } }, context));
    expect(response).toMatchObject({ success: true, output: { Bucket: 'b', Key: 'k' } });
  });
});

test.each([
  [{ sign: 'v3' }, /sign is one of/],
  [{ headers: 'x' }, /headers is a map/],
  [{ content_length: 'x' }, /content_length is a whole number/],
  [{ sign: 'v4-streaming', chunks: { size: 0 } }, /size is a number of bytes above 0/],
  [{ date: 'soon' }, /date is a duration/],
  [{ credential: { access_key: 'AK', secretkey: 'SK' } }, /credential has no key "secretkey"/],
  [{ credential: { access_key: 'AK' } }, /credential needs the key "secret_key"/],
  [{ after_sign: { hedaers: {} } }, /after_sign has no key "hedaers"/],
  [{ url: 'http://a/', path: '/' }, /to a url or to a path/],
  [{ as: 'GetObjekt' }, /S3 has no operation "GetObjekt"/],
])('the description %j means nothing', async (spec, message) => {
  await expect(readRequest(spec, context)).rejects.toThrow(message);
});
