import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { crc32 } from 'node:zlib';
import {
  CreateBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, test } from 'vitest';
import { presignRaw, type SignedHead, sha256, signChunk, signRaw, signTrailer } from './raw-signing.js';
import { newBucketName, useServer } from './support.js';

const s3 = useServer();
const Bucket = newBucketName();

beforeAll(async () => {
  await s3.main.send(new CreateBucketCommand({ Bucket }));
  await s3.main.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'hello' }));
});

const urlOf = (path: string): string => `${s3.server.url}/${Bucket}/${path}`;

async function errorOf(
  response: Response,
): Promise<{ status: number; code: string | undefined; text: string }> {
  const text = await response.text();
  return { status: response.status, code: /<Code>(.*)<\/Code>/.exec(text)?.[1], text };
}

describe('errors', () => {
  test('are documents that explain a signature that does not match', async () => {
    const { headers } = signRaw({
      method: 'GET',
      url: urlOf('k'),
      payloadHash: sha256(''),
      secretKey: 'wrong',
    });
    const response = await fetch(urlOf('k'), { headers });
    expect(response.headers.get('content-type')).toBe('application/xml');
    expect(response.headers.get('server')).toMatch(/^s3tester-reference\/\d/);
    const { status, code, text } = await errorOf(response);
    expect([status, code]).toEqual([403, 'SignatureDoesNotMatch']);
    for (const name of ['StringToSign', 'CanonicalRequest', 'SignatureProvided', 'RequestId', 'HostId']) {
      expect(text).toContain(`<${name}>`);
    }
    expect(text).toContain(`<RequestId>${response.headers.get('x-amz-request-id')}</RequestId>`);
  });

  test.each([
    ['an unsigned x-amz header', { 'x-amz-extra': '1' }, 403, 'AccessDenied'],
    ['a hash of something else', { 'x-amz-content-sha256': sha256('x') }, 403, 'SignatureDoesNotMatch'],
    [
      'a malformed header',
      { authorization: 'AWS4-HMAC-SHA256 nonsense' },
      400,
      'AuthorizationHeaderMalformed',
    ],
    ['the old signature', { authorization: 'AWS s3tester:abc' }, 400, 'InvalidRequest'],
  ])('answer %s', async (_, change, status, code) => {
    const { headers } = signRaw({ method: 'GET', url: urlOf('k'), payloadHash: sha256('') });
    const answered = await errorOf(await fetch(urlOf('k'), { headers: { ...headers, ...change } }));
    expect([answered.status, answered.code]).toEqual([status, code]);
  });

  test('of a body that is not what was signed', async () => {
    const { headers } = signRaw({ method: 'PUT', url: urlOf('spoilt'), payloadHash: sha256('signed') });
    const answered = await errorOf(await fetch(urlOf('spoilt'), { method: 'PUT', headers, body: 'sent' }));
    expect([answered.status, answered.code]).toEqual([400, 'XAmzContentSHA256Mismatch']);
  });

  test.each([
    ['PUT', 'k?partNumber=1', 400, 'InvalidArgument', null],
    ['PUT', 'k?uploadId=x', 405, 'MethodNotAllowed', 'DELETE, GET, POST'],
    ['POST', 'k?tagging', 405, 'MethodNotAllowed', 'DELETE, GET, PUT'],
    ['GET', 'a/..%2F..%2Fb', 400, 'InvalidURI', null],
  ])('answer %s %s', async (method, path, status, code, allow) => {
    const url = `${s3.server.url}/${Bucket}/${path}`;
    const { headers } = signRaw({ method, url, payloadHash: sha256('') });
    const response = await fetch(url, { method, headers });
    expect([response.status, response.headers.get('allow')]).toEqual([status, allow]);
    const text = await response.text();
    expect(text).toContain(`<Code>${code}</Code>`);
    expect(text).not.toContain('<Resource>');
  });

  test('of headers that are too long name the limit', async () => {
    const response = await fetch(urlOf('k'), { headers: { 'x-long': 'x'.repeat(8200) } });
    expect(await errorOf(response)).toMatchObject({ status: 400, code: 'RequestHeaderSectionTooLarge' });
  });

  test('of what is not implemented are honest', async () => {
    const url = `${s3.server.url}/${Bucket}?metadataTable`;
    const { headers } = signRaw({ method: 'GET', url, payloadHash: sha256('') });
    expect(await errorOf(await fetch(url, { headers }))).toMatchObject({
      status: 501,
      code: 'NotImplemented',
    });
  });
});

describe('aws-chunked bodies', () => {
  const data = 'x'.repeat(9000);
  const crc = Buffer.alloc(4);
  crc.writeUInt32BE(crc32(data));
  const checksum = crc.toString('base64');

  const signHead = (mode: string, extra: Record<string, string> = {}): SignedHead =>
    signRaw({
      method: 'PUT',
      url: urlOf('chunked'),
      payloadHash: mode,
      headers: {
        'x-amz-decoded-content-length': String(data.length),
        'content-encoding': 'aws-chunked',
        ...extra,
      },
    });

  const send = (head: SignedHead, body: string): Promise<Response> =>
    fetch(urlOf('chunked'), { method: 'PUT', headers: head.headers, body });

  function frame(head: SignedHead, spoil = false): { body: string; last: string } {
    let previous = head.signature;
    let body = '';
    for (const chunk of [data.slice(0, 8192), data.slice(8192), '']) {
      previous = signChunk(head, previous, chunk);
      const written =
        spoil && chunk === '' ? previous.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) : previous;
      body += `${chunk.length.toString(16)};chunk-signature=${written}\r\n${chunk}${chunk === '' ? '' : '\r\n'}`;
    }
    return { body, last: previous };
  }

  test('signed chunk by chunk are stored without their frames', async () => {
    const head = signHead('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
    expect((await send(head, `${frame(head).body}\r\n`)).status).toBe(200);
    const { headers } = signRaw({ method: 'GET', url: urlOf('chunked'), payloadHash: sha256('') });
    const got = await fetch(urlOf('chunked'), { headers });
    expect(await got.text()).toBe(data);
    expect(got.headers.get('content-encoding')).toBeNull();
  });

  test('with a spoilt chunk signature are refused', async () => {
    const head = signHead('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
    const answered = await errorOf(await send(head, `${frame(head, true).body}\r\n`));
    expect([answered.status, answered.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  test.each([
    ['right', checksum, false, 200],
    ['wrong', 'AAAAAA==', false, 400],
    ['right, its signature spoilt', checksum, true, 403],
  ])('with a signed trailer whose checksum is %s', async (_, value, spoil, status) => {
    const head = signHead('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', {
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const { body, last } = frame(head);
    const trailer = `x-amz-checksum-crc32:${value}\n`;
    const signature = spoil ? '0'.repeat(64) : signTrailer(head, last, trailer);
    // Clients end the fields in three ways before the signature; S3 takes them all, and so does it for a wrong one.
    for (const end of ['\r\n', '\n', '\n\r\n']) {
      const sent = `${body}x-amz-checksum-crc32:${value}${end}x-amz-trailer-signature:${signature}\r\n\r\n`;
      expect((await send(head, sent)).status, JSON.stringify(end)).toBe(status);
    }
  });

  test.each([
    ['left out', ''],
    ['left out, after an empty line', '\r\n'],
    ['empty', 'x-amz-trailer-signature:\r\n\r\n'],
  ])('with a signed trailer whose signature is %s are refused', async (_, rest) => {
    const head = signHead('STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', {
      'x-amz-trailer': 'x-amz-checksum-crc32',
    });
    const sent = `${frame(head).body}x-amz-checksum-crc32:${checksum}\n${rest}`;
    const answered = await errorOf(await send(head, sent));
    expect([answered.status, answered.code]).toEqual([403, 'SignatureDoesNotMatch']);
  });

  test('with bytes after the last chunk, which nothing has signed, are refused', async () => {
    const head = signHead('STREAMING-AWS4-HMAC-SHA256-PAYLOAD');
    const answered = await errorOf(await send(head, `${frame(head).body}\r\nmore`));
    expect([answered.status, answered.code]).toEqual([400, 'IncompleteBody']);
  });

  test.each([
    ['cut short', '2328\r\nxxx', 'IncompleteBody'],
    ['without a size', 'zz\r\n', 'IncompleteBody'],
    ['longer than it says', `2329\r\n${data}y\r\n0\r\n\r\n`, 'IncompleteBody'],
  ])('%s are refused', async (_, body, code) => {
    const head = signHead('STREAMING-UNSIGNED-PAYLOAD-TRAILER');
    expect((await errorOf(await send(head, body))).code).toBe(code);
  });
});

describe('presigned URLs', () => {
  const presign = (expires: number, at?: number): string => presignRaw(urlOf('k'), expires, at);

  test('work until they expire', async () => {
    expect(await (await fetch(presign(60))).text()).toBe('hello');
    const late = await errorOf(await fetch(presign(60, Date.now() - 120_000)));
    expect([late.status, late.code]).toEqual([403, 'AccessDenied']);
    expect(late.text).toContain('Request has expired');
  });

  test('whose date is not that of its credential are refused', async () => {
    const url = presign(60).replace(/%2F\d{8}%2F/, '%2F20200101%2F');
    const answered = await errorOf(await fetch(url));
    expect([answered.status, answered.code]).toEqual([400, 'AuthorizationQueryParametersError']);
    expect(answered.text).toContain('Invalid credential date');
  });

  test.each(['1e3', '0x10', ' 60', '60.0', ''])('whose life is %j are refused', async (expires) => {
    const answered = await errorOf(await fetch(presignRaw(urlOf('k'), encodeURIComponent(expires))));
    expect([answered.status, answered.code]).toEqual([400, 'AuthorizationQueryParametersError']);
  });

  test('for another region are refused, and say which is right', async () => {
    const answered = await errorOf(await fetch(presign(60).replace('us-east-1', 'eu-west-1')));
    expect([answered.status, answered.code]).toEqual([400, 'AuthorizationQueryParametersError']);
    expect(answered.text).toContain(
      "Error parsing the X-Amz-Credential parameter; the region 'eu-west-1' is wrong; expecting 'us-east-1'",
    );
    expect(answered.text).toContain('<Region>us-east-1</Region>');
  });

  test('hold headers in their query, of which the conditions count, too', async () => {
    const put = (query: string): Promise<Response> =>
      fetch(presignRaw(urlOf('hoisted'), 60, Date.now(), query, 'PUT'), { method: 'PUT', body: 'x' });
    const query = 'x-amz-meta-owner=me&x-amz-storage-class=STANDARD_IA&x-amz-tagging=a%3Db';
    expect((await put(`${query}&x-amz-checksum-crc32=AAAAAA%3D%3D`)).status).toBe(200);
    const head = await fetch(presignRaw(urlOf('hoisted'), 60));
    expect(head.headers.get('x-amz-meta-owner')).toBe('me');
    expect(head.headers.get('x-amz-storage-class')).toBe('STANDARD_IA');
    expect(head.headers.get('x-amz-tagging-count')).toBeNull();
    expect((await put('If-None-Match=%2A')).status).toBe(412);
  });

  test('work for what was signed only', async () => {
    const url = presign(60);
    expect((await fetch(url.replace('/k?', '/other?'))).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  });
});

describe('browser uploads', () => {
  const hmac = (key: string | Buffer, text: string): Buffer =>
    createHmac('sha256', key).update(text).digest();

  /** A credential of that region and day; the form is signed for what it says. */
  function credential(region: string, day = new Date().toISOString().slice(0, 10).replaceAll('-', '')) {
    return { 'x-amz-credential': `s3tester/${day}/${region}/s3/aws4_request` };
  }

  function overrides(fields: Record<string, string>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(fields).filter(([name]) => /^x-amz-(algorithm|credential|date)$/.test(name)),
    );
  }

  function form(conditions: unknown[], fields: Record<string, string>, file = 'from a form'): FormData {
    const expiration = new Date(Date.now() + 60_000).toISOString();
    const amzDate = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
    const { scope } = signRaw({ method: 'POST', url: urlOf(''), payloadHash: '' });
    const signing = {
      'x-amz-algorithm': 'AWS4-HMAC-SHA256',
      'x-amz-credential': `s3tester/${scope}`,
      'x-amz-date': amzDate,
      ...overrides(fields),
    };
    const all = [
      { bucket: Bucket },
      ...Object.entries(signing).map(([name, value]) => ({ [name]: value })),
      ...conditions,
    ];
    const policy = Buffer.from(JSON.stringify({ expiration, conditions: all })).toString('base64');
    const [, day = '', region = ''] = signing['x-amz-credential'].split('/');
    const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac('AWS4s3tester-secret', day), region));
    const signature = createHmac('sha256', key).update(policy).digest('hex');
    const data = new FormData();
    for (const [name, value] of Object.entries({
      ...fields,
      ...signing,
      policy,
      'x-amz-signature': signature,
    })) {
      if (value !== '') {
        data.append(name, value);
      }
    }
    data.append('file', new Blob([file]), 'name.txt');
    return data;
  }

  const post = (body: FormData): Promise<Response> =>
    fetch(`${s3.server.url}/${Bucket}`, { method: 'POST', body });

  test('store a file under the conditions of their policy', async () => {
    const body = form([['starts-with', '$key', 'forms/']], { key: 'forms/$' + '{filename}' });
    expect((await post(body)).status).toBe(204);
    const url = urlOf('forms/name.txt');
    const { headers } = signRaw({ method: 'GET', url, payloadHash: sha256('') });
    expect(await (await fetch(url, { headers })).text()).toBe('from a form');
  });

  test.each([
    [
      'a key that they do not allow',
      [['starts-with', '$key', 'forms/']],
      { key: 'other' },
      403,
      'AccessDenied',
    ],
    ['a field that they do not name', [{ key: 'a' }], { key: 'a', acl: 'private' }, 403, 'AccessDenied'],
    [
      'a file that is too large',
      [{ key: 'a' }, ['content-length-range', 0, 3]],
      { key: 'a' },
      400,
      'EntityTooLarge',
    ],
    [
      'a file that is too small',
      [{ key: 'a' }, ['content-length-range', 99, 999]],
      { key: 'a' },
      400,
      'EntityTooSmall',
    ],
    ['no key', [], {}, 400, 'InvalidArgument'],
    ['a wrong region', [{ key: 'a' }], { key: 'a', ...credential('eu-west-1') }, 400, 'InvalidArgument'],
    [
      'a credential of another day',
      [{ key: 'a' }],
      { key: 'a', ...credential('us-east-1', '20200101') },
      400,
      'InvalidArgument',
    ],
    ['no date', [{ key: 'a' }], { key: 'a', 'x-amz-date': '' }, 400, 'InvalidArgument'],
    ['no algorithm', [{ key: 'a' }], { key: 'a', 'x-amz-algorithm': '' }, 400, 'InvalidArgument'],
    ['a condition that names no field by its sign', [['eq', 'key', 'a']], { key: 'a' }, 403, 'AccessDenied'],
    [
      'a size that is no number',
      [{ key: 'a' }, ['content-length-range', 'test', 10]],
      { key: 'a' },
      403,
      'AccessDenied',
    ],
  ])('refuse %s', async (_, conditions, fields, status, code) => {
    const answered = await errorOf(await post(form(conditions, fields as Record<string, string>)));
    expect([answered.status, answered.code]).toEqual([status, code]);
  });

  test('answer 201 with a document when they are asked to', async () => {
    const fields = { key: 'a', success_action_status: '201' };
    const response = await post(form([{ key: 'a' }, { success_action_status: '201' }], fields));
    expect(response.status).toBe(201);
    expect(await response.text()).toContain('<PostResponse>');
  });
});

describe('a path with a plus', () => {
  async function put(path: string, signedAs: string): Promise<number> {
    const { headers } = signRaw({ method: 'PUT', url: urlOf(signedAs), payloadHash: 'UNSIGNED-PAYLOAD' });
    return (await fetch(urlOf(path), { method: 'PUT', headers, body: 'x' })).status;
  }

  test('means a space, and is signed as one', async () => {
    expect(await put('p+q', 'p%20q')).toBe(200);
    expect(await put('r%2Bs', 'r%2Bs')).toBe(200);
    const { Contents = [] } = await s3.main.send(new ListObjectsV2Command({ Bucket, Prefix: 'p' }));
    expect(Contents.map(({ Key }) => Key)).toEqual(['p q']);
    await s3.main.send(new HeadObjectCommand({ Bucket, Key: 'r+s' }));
  });

  test('that is signed as a plus is refused, as by S3', async () => {
    expect(await put('p+q', 'p%2Bq')).toBe(403);
  });
});

describe('other hosts', () => {
  function ask(
    Host: string,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; location: string | undefined; text: string }> {
    const { hostname, port } = new URL(s3.server.url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, headers: { Host, ...headers } }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location, text }),
        );
      });
      sent.on('error', reject).end();
    });
  }

  test('name the bucket in virtual-host style', async () => {
    await s3.main.send(new PutObjectCommand({ Bucket, Key: 'open', Body: 'open', ACL: 'public-read' }));
    for (const domain of ['localhost', '127.0.0.1', 's3.amazonaws.com', 's3.us-east-1.amazonaws.com']) {
      expect(await ask(`${Bucket}.${domain}:99`, '/open')).toMatchObject({ status: 200, text: 'open' });
    }
  });

  test('serve websites, with their index, errors and redirects', async () => {
    const site = newBucketName();
    await s3.main.send(new CreateBucketCommand({ Bucket: site, ACL: 'public-read' }));
    for (const [Key, Body] of Object.entries({
      'index.html': 'home',
      'docs/index.html': 'docs',
      'error.html': 'oh no',
    })) {
      await s3.main.send(new PutObjectCommand({ Bucket: site, Key, Body, ACL: 'public-read' }));
    }
    await s3.main.send(
      new PutBucketWebsiteCommand({
        Bucket: site,
        WebsiteConfiguration: {
          IndexDocument: { Suffix: 'index.html' },
          ErrorDocument: { Key: 'error.html' },
          RoutingRules: [
            {
              Condition: { KeyPrefixEquals: 'old/' },
              Redirect: { ReplaceKeyPrefixWith: 'docs/', HttpRedirectCode: '302' },
            },
          ],
        },
      }),
    );
    const host = `${site}.s3-website.localhost`;
    expect(await ask(host, '/')).toMatchObject({ status: 200, text: 'home' });
    expect(await ask(host, '/docs/')).toMatchObject({ status: 200, text: 'docs' });
    expect(await ask(host, '/docs')).toMatchObject({ status: 302, location: '/docs/' });
    expect(await ask(host, '/missing')).toMatchObject({ status: 404, text: 'oh no' });
    expect(await ask(host, '/old/x')).toMatchObject({ status: 302, location: `http://${host}/docs/x` });
  });

  test('get the headers that cross-origin rules allow, and no others', async () => {
    await s3.main.send(
      new PutBucketCorsCommand({
        Bucket,
        CORSConfiguration: {
          CORSRules: [
            {
              AllowedMethods: ['GET'],
              AllowedOrigins: ['https://*.example'],
              AllowedHeaders: ['x-*'],
              MaxAgeSeconds: 9,
            },
          ],
        },
      }),
    );
    const preflight = (origin: string, headers: string): Promise<Response> =>
      fetch(urlOf('k'), {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': headers,
        },
      });
    const allowed = await preflight('https://a.example', 'X-One');
    expect(allowed.status).toBe(200);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://a.example');
    expect(allowed.headers.get('access-control-max-age')).toBe('9');
    expect((await preflight('https://a.other', 'x-one')).status).toBe(403);
    expect((await preflight('https://a.example', 'y')).status).toBe(403);
  });

  test("can ask for the server's health without a signature", async () => {
    expect((await fetch(s3.server.url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${s3.server.url}/-/health`)).status).toBe(200);
    expect((await fetch(s3.server.url)).status).toBe(403);
  });
});
