import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { scenarioOf } from '../../../../src/record/index.js';
import { createBody } from '../../../../src/s3/index.js';
import { recordingOf, type Told } from './lines.js';

interface Step {
  readonly name: string;
  readonly request: Readonly<Record<string, unknown>> & { readonly path: string };
  readonly expected_result: Readonly<Record<string, unknown>>;
  readonly save?: Readonly<Record<string, string>>;
  readonly variables?: { readonly document: string };
}

interface Case {
  readonly fixtures: Readonly<Record<string, unknown>>;
  readonly steps: readonly (Step & { readonly parallel?: true; readonly steps: readonly Step[] })[];
  readonly variables?: Readonly<Record<string, string>>;
}

async function replayOf(
  told: readonly Told[],
): Promise<Case & { readonly text: string; readonly reasons: readonly string[] }> {
  const { text, omissions } = await scenarioOf(recordingOf(told));
  const made: Case = parse(text).test_cases.groups[0].test[0];
  return { ...made, text, reasons: omissions.map(({ n, reason }) => `${n}: ${reason}`) };
}

const etag = (value: string): NonNullable<Told['responseHeaders']> => [['etag', `"${value}"`]];
const put: Told = { operation: 'PutObject', key: 'a', sent: 'hello', responseHeaders: etag('e1') };

async function generated(seed: number, size: number): Promise<Buffer> {
  const form = { kind: 'generated', seed: String(seed), offset: 0, size } as const;
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await createBody(form, (reference) => reference)).open()) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

test('an entity tag that stands in the document is not expected as a header, where a server sent both', async () => {
  const { steps } = await replayOf([
    put,
    {
      operation: 'CopyObject',
      key: 'b',
      headers: [['x-amz-copy-source', 'bucket-a/a']],
      responseHeaders: etag('e1'),
      received: '<CopyObjectResult><ETag>"e1"</ETag></CopyObjectResult>',
    },
  ]);
  expect(steps.map(({ expected_result }) => expected_result)).toEqual([
    { status_code: 200, headers: { etag: { $exists: true } } },
    { status_code: 200, response: { 'CopyObjectResult.ETag': { $exists: true } } },
  ]);
});

describe('bodies', () => {
  test('are generated; equal ones are equal, and what is read is what was put', async () => {
    const { steps, text } = await replayOf([
      put,
      { ...put, key: 'b' },
      { ...put, key: 'c', sent: 'other' },
      { operation: 'GetObject', key: 'a', received: 'hello' },
      {
        operation: 'GetObject',
        key: 'c',
        headers: [['range', 'bytes=1-2']],
        received: 'th',
        status: 206,
        responseHeaders: [['content-range', 'bytes 1-2/5']],
      },
      { operation: 'HeadObject', key: 'a', responseHeaders: [['content-length', '5']] },
    ]);
    expect(steps.map(({ request }) => request.body)).toEqual([
      { size: 5, seed: 1 },
      { size: 5, seed: 1 },
      { size: 5, seed: 2 },
      undefined,
      undefined,
      undefined,
    ]);
    expect(steps.map(({ expected_result: expected }) => expected.body)).toEqual([
      undefined,
      undefined,
      undefined,
      { size: 5, seed: 1 },
      { size: 5, seed: 2, range: [1, 2] },
      undefined,
    ]);
    expect(steps[4]?.expected_result).toMatchObject({
      status_code: 206,
      headers: { 'content-range': 'bytes 1-2/5' },
    });
    expect(steps[5]?.expected_result).toMatchObject({ headers: { 'content-length': '5' } });
    expect(text).not.toContain('hello');
  });

  test('have checksums of their own, unless a wrong one was what the server refused', async () => {
    const digest = {
      ...put,
      headers: [
        ['content-md5', 'eA=='],
        ['x-amz-checksum-crc32', 'AAAAAA=='],
      ],
    } as const;
    const { steps } = await replayOf([
      digest,
      { ...digest, status: 400, received: '<Error><Code>BadDigest</Code></Error>' },
    ]);
    const bytes = await generated(1, 5);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(bytes));
    expect(steps[0]?.request.headers).toEqual({
      'content-md5': createHash('md5').update(bytes).digest('base64'),
      'x-amz-checksum-crc32': sum.toString('base64'),
    });
    expect(steps[1]?.request.headers).toEqual({ 'content-md5': 'eA==', 'x-amz-checksum-crc32': 'AAAAAA==' });
    expect(steps[1]?.expected_result).toMatchObject({ status_code: 400, error_code: 'BadDigest' });
  });

  test('of an upload in parts are its parts, in the order of the document, also in copies and ranges', async () => {
    const part = (number: string, sent: string): Told => ({
      operation: 'UploadPart',
      key: 'big',
      sent,
      query: [
        ['partNumber', number],
        ['uploadId', 'u-1'],
      ],
      headers: [['x-amz-checksum-crc32', 'AAAAAA==']],
      responseHeaders: etag(`p${number}`),
    });
    const { steps, reasons } = await replayOf([
      {
        operation: 'CreateMultipartUpload',
        key: 'big',
        query: [['uploads', '']],
        received: '<R><UploadId>u-1</UploadId></R>',
      },
      part('2', 'tail'),
      part('1', 'first part'),
      {
        operation: 'CompleteMultipartUpload',
        key: 'big',
        query: [['uploadId', 'u-1']],
        isDocument: true,
        sent: '<C><Part><PartNumber>1</PartNumber><ETag>&#34;p1&#34;</ETag><ChecksumCRC32>AAAAAA==</ChecksumCRC32></Part><Part><PartNumber>2</PartNumber><ETag>p2</ETag></Part></C>',
        received: '<R><ETag>"whole-2"</ETag></R>',
      },
      {
        operation: 'CopyObject',
        key: 'copy',
        headers: [['x-amz-copy-source', 'bucket-a%2Fbig']],
        received: '<R><ETag>"c"</ETag></R>',
      },
      {
        operation: 'GetObject',
        key: 'copy',
        headers: [['if-match', '"c"']],
        status: 206,
        received: 'rtta',
        responseHeaders: [['content-range', 'bytes 8-11/14']],
      },
    ]);
    expect(reasons).toEqual([]);
    expect(steps[0]?.save).toEqual({ upload_1: 'UploadId' });
    expect(steps[1]?.request.path).toBe('/${bucket}/big?partNumber=2&uploadId=${upload_1|urlencode}');
    const document = steps[3]?.variables?.document ?? '';
    expect(document).toContain('<ETag>&#34;${etag_3|unquote}&#34;</ETag>');
    expect(document).toContain('<ETag>${etag_2|unquote}</ETag>');
    const sums = /<ChecksumCRC32>(.*?)</.exec(document);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(await generated(2, 10)));
    expect(sums?.[1]).toBe(sum.toString('base64'));
    expect(steps[4]?.request.headers).toEqual({ 'x-amz-copy-source': '${bucket}%2Fbig' });
    expect(steps[5]?.request.headers).toEqual({ 'if-match': '${etag_5}' });
    expect(steps[5]?.expected_result.body).toEqual({
      concat: [
        { size: 10, seed: 2, range: [8, 9] },
        { size: 4, seed: 1, range: [0, 1] },
      ],
    });
  });
});

describe('what the server makes up', () => {
  test('is saved and sent back: entity tags, tokens, versions', async () => {
    const { steps, reasons, fixtures } = await replayOf([
      {
        ...put,
        responseHeaders: [
          ['etag', '"e1"'],
          ['x-amz-version-id', 'v/1'],
        ],
      },
      {
        operation: 'PutObject',
        key: 'a',
        sent: 'x',
        headers: [['if-match', '"e1"']],
        status: 412,
        received: '<Error><Code>PreconditionFailed</Code></Error>',
      },
      { operation: 'GetObject', key: 'a', query: [['versionId', 'v/1']], received: 'hello' },
      {
        operation: 'ListObjectsV2',
        query: [
          ['list-type', '2'],
          ['delimiter', ''],
        ],
        received:
          '<R><IsTruncated>true</IsTruncated><NextContinuationToken>t+1</NextContinuationToken><Contents><Key>a</Key><Size>5</Size></Contents></R>',
      },
      {
        operation: 'ListObjectsV2',
        query: [
          ['list-type', '2'],
          ['continuation-token', 't+1'],
        ],
        received: '<R><IsTruncated>false</IsTruncated></R>',
      },
    ]);
    expect(reasons).toEqual([]);
    expect(fixtures).toEqual({ bucket: 'own', versioning: true });
    expect(steps[1]?.request.headers).toEqual({ 'if-match': '${etag_1}' });
    expect(steps[1]?.expected_result).toEqual({ status_code: 412, error_code: 'PreconditionFailed' });
    expect(steps[2]?.request.path).toBe('/${bucket}/a?versionId=${version_1|urlencode}');
    expect(steps[3]?.request.path).toBe('/${bucket}?list-type=2&delimiter=');
    expect(steps[3]?.expected_result.response).toEqual({
      'Contents[].Key': ['a'],
      CommonPrefixes: null,
      IsTruncated: true,
    });
    expect(steps[4]?.request.path).toBe('/${bucket}?list-type=2&continuation-token=${token_4|urlencode}');
    expect(steps[4]?.expected_result.response).toEqual({ Contents: null, CommonPrefixes: null });
  });

  test('leaves a request out where nothing told it', async () => {
    const { reasons } = await replayOf([
      put,
      { operation: 'GetObject', key: 'a', headers: [['if-match', '"unknown"']], received: 'hello' },
      { operation: 'GetObject', key: 'a', query: [['versionId', 'v9']], received: 'hello' },
    ]);
    expect(reasons).toEqual([
      '2: nothing before it told "unknown", which if-match names',
      '3: nothing before it told its versionId',
    ]);
  });
});

describe('how requests are signed', () => {
  const authorization =
    'AWS4-HMAC-SHA256 Credential=KEY/x, SignedHeaders=host;x-amz-date;accept-encoding, Signature=***';
  test.each<[string, Told['headers'], Told['query'], Readonly<Record<string, unknown>>]>([
    ['the hash of the body', [], [], {}],
    ['an unsigned body', [['x-amz-content-sha256', 'UNSIGNED-PAYLOAD']], [], { sign: 'v4-unsigned-payload' }],
    [
      'signed chunks',
      [
        ['x-amz-content-sha256', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'],
        ['content-encoding', 'aws-chunked'],
        ['x-amz-decoded-content-length', '5'],
      ],
      [],
      { sign: 'v4-streaming' },
    ],
    [
      'unsigned chunks with a trailer',
      [
        ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
        ['x-amz-trailer', 'x-amz-checksum-crc32'],
        ['content-encoding', 'gzip,aws-chunked'],
        ['transfer-encoding', 'chunked'],
        ['expect', '100-continue'],
      ],
      [],
      {
        sign: 'v4-unsigned-trailer',
        trailers: { 'x-amz-checksum-crc32': null },
        headers: { 'content-encoding': 'gzip' },
        content_length: null,
        transfer_encoding: 'chunked',
        expect_continue: true,
      },
    ],
    [
      'a presigned link',
      [],
      [
        ['X-Amz-Expires', '60'],
        ['X-Amz-Credential', 'KEY/x'],
        ['X-Amz-Signature', '***'],
        ['x-id', 'PutObject'],
      ],
      { sign: 'v4-presigned', expires: 60, path: '/${bucket}/a?x-id=PutObject' },
    ],
    [
      'a presigned link of version 2',
      [],
      [
        ['AWSAccessKeyId', 'KEY'],
        ['Expires', '99'],
        ['Signature', '***'],
      ],
      { sign: 'v2-presigned' },
    ],
  ])('%s', async (_, headers, query, expected) => {
    const { steps } = await replayOf([{ ...put, headers: headers ?? [], query: query ?? [] }]);
    expect(steps[0]?.request).toEqual({
      method: 'PUT',
      path: '/${bucket}/a',
      body: { size: 5, seed: 1 },
      as: 'PutObject',
      ...expected,
    });
  });

  test('headers that only name the client are left out, those that proxies change are sent where they were signed', async () => {
    const client = [
      ['user-agent', 'x'],
      ['amz-sdk-request', 'attempt=1'],
      ['accept-encoding', 'identity'],
    ] as const;
    const { lines, head } = recordingOf([{ ...put, headers: client }]);
    const [line] = lines;
    if (line === undefined) {
      throw new Error('there is no line');
    }
    const signed = {
      ...line,
      headers: [['authorization', authorization] as [string, string], ...line.headers.slice(1)],
    };
    const { text } = await scenarioOf({ head, lines: [signed] });
    expect(text).toContain('accept-encoding: identity');
    expect((await scenarioOf({ head, lines })).text).not.toContain('accept-encoding');
    expect(text).not.toMatch(/user-agent|amz-sdk/);
  });

  test('an unsigned request is sent unsigned', async () => {
    const { lines, head } = recordingOf([
      { ...put, status: 403, received: '<Error><Code>AccessDenied</Code></Error>' },
    ]);
    const { text } = await scenarioOf({ head, lines: lines.map((line) => ({ ...line, headers: [] })) });
    expect(text).toContain('sign: none');
    expect(text).toContain('error_code: AccessDenied');
  });
});

describe('buckets and what was in them', () => {
  test('an object that nobody put is one of the fixture, of the size that a response told', async () => {
    const { fixtures, reasons, steps } = await replayOf([
      { operation: 'ListObjectsV2', received: '<R><Contents><Key>old</Key><Size>7</Size></Contents></R>' },
      {
        operation: 'HeadObject',
        key: 'older',
        responseHeaders: [
          ['content-length', '9'],
          ['x-amz-meta-owner', 'me'],
        ],
      },
      { operation: 'GetObject', key: 'old', received: '7 bytes' },
    ]);
    expect(reasons).toEqual([]);
    expect(fixtures).toEqual({
      bucket: 'own',
      objects: [
        { key: 'old', body: { size: 7, seed: 1 } },
        { key: 'older', body: { size: 9, seed: 2 }, metadata: { owner: 'me' } },
      ],
    });
    expect(steps[2]?.expected_result.body).toEqual({ size: 7, seed: 1 });
  });

  const listed = (keys: readonly string[]): string =>
    keys.map((key) => `<Contents><Key>${key}</Key><Size>6</Size></Contents>`).join('');
  const counted = Array.from({ length: 30 }, (_, index) => `many/${String(index + 7).padStart(4, '0')}.txt`);

  test('objects whose keys count upwards are one entry', async () => {
    const { fixtures } = await replayOf([
      { operation: 'ListObjectsV2', received: `<R>${listed(counted)}</R>` },
    ]);
    expect(fixtures).toEqual({
      bucket: 'own',
      objects: {
        $for: '${7..36}',
        value: { key: 'many/${item|pad:4}.txt', body: { size: 6, seed: 1 } },
      },
    });
  });

  test('objects are written one by one where one of them is read, or one is missing', async () => {
    const { fixtures: read } = await replayOf([
      { operation: 'ListObjectsV2', received: `<R>${listed(counted)}</R>` },
      { operation: 'GetObject', key: counted[3] ?? '', received: 'object' },
    ]);
    expect(read.objects).toHaveLength(30);
    const { fixtures: gap } = await replayOf([
      { operation: 'ListObjectsV2', received: `<R>${listed(counted.toSpliced(4, 1))}</R>` },
    ]);
    expect(gap.objects).toHaveLength(29);
  });

  test('one that the program makes has only a name, several have aliases, and one that is not there none', async () => {
    const { fixtures, steps } = await replayOf([
      { operation: 'HeadBucket', bucket: 'bucket-b', status: 404 },
      { operation: 'CreateBucket', bucket: 'bucket-a' },
      { ...put, bucket: 'bucket-a' },
      { ...put, bucket: 'bucket-c' },
      { operation: 'HeadBucket', bucket: '$odd$', status: 404 },
    ]);
    expect(fixtures).toEqual({ buckets: { bucket_1: { bucket: 'name' }, bucket_2: { bucket: 'own' } } });
    expect(steps[0]?.request.path).toBe('/no-such-bucket-1-${run_id}');
    expect(steps[1]).toMatchObject({
      operation: 'CreateBucket',
      parameters: { bucket: '${buckets.bucket_1}' },
    });
    expect(steps[3]?.request.path).toBe('/${buckets.bucket_2}/a');
    expect(steps[4]?.request.path).toBe('/%24odd%24');
    expect(steps[4]?.expected_result).toEqual({ status_code: [400, 404] });
  });

  test('documents and copies name the buckets of the replay', async () => {
    const policy =
      '{"Resource":["arn:aws:s3:::bucket-a","arn:aws:s3:::bucket-a/*","arn:aws:s3:::bucket-ab"]}';
    const { steps } = await replayOf([
      {
        operation: 'PutBucketPolicy',
        query: [['policy', '']],
        isDocument: true,
        sent: policy,
        status: 204,
        headers: [['content-md5', 'x']],
      },
    ]);
    expect(steps[0]?.variables?.document).toBe(
      '{"Resource":["arn:aws:s3:::${bucket}","arn:aws:s3:::${bucket}/*","arn:aws:s3:::bucket-ab"]}',
    );
    expect(steps[0]?.request).toMatchObject({
      path: '/${bucket}?policy',
      headers: { 'content-md5': '${document|md5}' },
      body: '${document}',
    });
  });
});

describe('names of a listing that was asked for with encoding-type=url', () => {
  async function expectedOf(names: readonly string[]): Promise<unknown> {
    const entries = names.map((name) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`).join('');
    const { steps } = await replayOf([
      { operation: 'ListObjectsV2', received: `<R><EncodingType>url</EncodingType>${entries}</R>` },
    ]);
    return steps[0]?.expected_result.response;
  }

  test('are told as they are where nothing in them can be encoded; a slash may be', async () => {
    expect(await expectedOf(['b.txt'])).toMatchObject({ 'Contents[].Key': ['b.txt'] });
    expect(await expectedOf(['a/b.txt'])).toMatchObject({
      'Contents[].Key': [{ $matches: '^a(?:/|%2[fF])b\\.txt$' }],
    });
  });

  test('may be encoded or not, as the response says', async () => {
    const expected = await expectedOf(['a', 'p%3D1/a%2Bb+c', '%E6%BC%A2']);
    expect(expected).toMatchObject({
      '{encoding: EncodingType, names: Contents[].Key}': {
        $one_of: [
          {
            encoding: 'url',
            names: ['a', { $matches: expect.any(String) }, { $matches: expect.any(String) }],
          },
          { encoding: { $one_of: [null, ''] }, names: ['a', 'p=1/a+b c', '漢'] },
        ],
      },
    });
    const [first, second] = [...JSON.stringify(expected).matchAll(/"\$matches":("[^"]*")/g)].map(
      ([, text = '']) => new RegExp(JSON.parse(text), 'u'),
    );
    const told = ['p%3D1/a%2Bb+c', 'p%3d1/a%2bb%20c', 'p=1/a%2Bb c'];
    expect(told.filter((name) => first?.test(name) === true)).toEqual(told);
    // A plus sign is a space to whoever decodes it.
    expect(first?.test('p=1/a+b+c')).toBe(false);
    expect(first?.test('p=1/a%2Bb')).toBe(false);
    expect(second?.test('%e6%BC%A2')).toBe(true);
  });
});

describe('what is left out', () => {
  test.each<[string, Told]>([
    ['it is no operation of the API', { operation: null }],
    [
      'it got no whole response: the client went away',
      { operation: 'GetObject', key: 'a', failure: 'the client went away' },
    ],
    ['the server failed (503)', { operation: 'GetObject', key: 'a', status: 503 }],
    ['the server sent it elsewhere (307)', { operation: 'GetObject', key: 'a', status: 307 }],
    [
      'the response (403 SignatureDoesNotMatch) depends on who signs',
      { ...put, status: 403, received: '<Error><Code>SignatureDoesNotMatch</Code></Error>' },
    ],
    ['its document (9 bytes) was not recorded', { operation: 'DeleteObjects', sent: '<Delete/>' }],
    [
      'its document names an account',
      { operation: 'PutBucketAcl', isDocument: true, sent: '<Owner><ID>ACCOUNT</ID></Owner>' },
    ],
    ['the form of a browser', { operation: 'PostObject', sent: 'x' }],
  ])('%s', async (reason, told) => {
    const { text, reasons } = await replayOf([
      { operation: 'HeadBucket' },
      told,
      { operation: 'ListBuckets', bucket: null },
    ]);
    expect(reasons).toHaveLength(1);
    expect(reasons[0]).toContain(`2: ${reason}`);
    const [, comment] = /# Left out: 2: (.*)\n/.exec(text) ?? [];
    expect(comment).toContain(reason);
    expect(text).toContain('2 are replayed, 1 are left out');
  });

  test('takes with it what depends on it, until the key is written again', async () => {
    const { reasons } = await replayOf([
      { ...put, status: 503 },
      { operation: 'GetObject', key: 'a', received: 'hello' },
      put,
      { operation: 'GetObject', key: 'a', received: 'hello' },
    ]);
    expect(reasons.map((reason) => reason.slice(0, 36))).toEqual([
      '1: the server failed (503), and what',
      '2: it depends on a request that is l',
    ]);
  });

  test('may not be everything', async () => {
    await expect(scenarioOf(recordingOf([{ operation: null }]))).rejects.toThrow(
      'nothing of this recording can be replayed; of 1: GET /BUCKET -> 200, 5 ms: it is no operation of the API',
    );
    await expect(scenarioOf(recordingOf([]))).rejects.toThrow('it has no exchange');
  });
});

test('keys of SSE-C are replaced, other masked headers are not sent, and that is said', async () => {
  const prefix = 'x-amz-server-side-encryption-customer-';
  const { steps, variables, text, fixtures } = await replayOf([
    {
      ...put,
      headers: [
        [`${prefix}algorithm`, 'AES256'],
        [`${prefix}key`, '***'],
        [`${prefix}key-md5`, '***'],
        ['x-amz-expected-bucket-owner', 'ACCOUNT'],
      ],
    },
  ]);
  expect(steps[0]?.request.headers).toEqual({
    [`${prefix}algorithm`]: 'AES256',
    [`${prefix}key`]: '${customer_key|base64}',
    [`${prefix}key-md5`]: '${customer_key|md5}',
  });
  expect(variables?.customer_key).toHaveLength(32);
  expect(fixtures).toEqual({ bucket: 'own', sse_c: 'allowed' });
  expect(text).toContain('# without x-amz-expected-bucket-owner, whose value is masked');
});

test('what looks like a value of the language is sent as it was', async () => {
  const { steps } = await replayOf([
    { ...put, key: 'a ${bucket}/é', headers: [['x-amz-meta-note', '${HOME}']] },
  ]);
  expect(steps[0]?.request.path).toBe('/${bucket}/a%20%24%7Bbucket%7D/%C3%A9');
  expect(steps[0]?.request.headers).toEqual({ 'x-amz-meta-note': '$${HOME}' });
});

test('a date of retention is as far away as it was', async () => {
  const { steps } = await replayOf([
    {
      ...put,
      headers: [
        ['x-amz-object-lock-mode', 'GOVERNANCE'],
        ['x-amz-object-lock-retain-until-date', '2026-12-01T22:00:00Z'],
      ],
    },
  ]);
  expect(steps[0]?.request.headers).toMatchObject({
    'x-amz-object-lock-retain-until-date': '${now+86400s|iso}',
  });
});

test('what ran side by side does so again, and one recording gives one text', async () => {
  const told: readonly Told[] = [
    { ...put, at: 0, took: 20 },
    { ...put, key: 'b', at: 1, took: 20 },
    {
      operation: 'ListObjectsV2',
      at: 5,
      took: 3,
      received: '<R><Contents><Key>a</Key><Size>5</Size></Contents></R>',
    },
  ];
  const { steps, text } = await replayOf(told);
  expect(steps[0]?.parallel).toBe(true);
  expect(steps[0]?.steps.map(({ name }) => name)).toEqual(['1 PutObject', '2 PutObject']);
  expect(steps[1]?.expected_result).toEqual({ status_code: 200 });
  expect((await replayOf(told)).text).toBe(text);
});
