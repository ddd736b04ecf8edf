import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonable } from '../../../src/lib/jsonable.js';
import { createLearningRedactor, createRedactor } from '../../../src/results/redact.js';

const secretKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const token = 'FwoGZXIvYXdzEJr//////////wEaDOpaqueToken==';
const redact = createRedactor([secretKey, token]);
const unknowing = createRedactor([]);

describe('what is known to be secret', () => {
  test.each([
    ['as it is', `a ${secretKey} b`, 'a *** b'],
    ['percent-encoded', `?t=${encodeURIComponent(secretKey)}`, '?t=***'],
    ['percent-encoded in lower case', '?t=wJalrXUtnFEMI%2fK7MDENG%2bbPxRfiCYEXAMPLEKEY', '?t=***'],
    ['in base64', Buffer.from(secretKey).toString('base64'), '***'],
    ['in base64url', Buffer.from(secretKey).toString('base64url'), '***'],
    ['in hex', `x${Buffer.from(secretKey).toString('hex')}x`, 'x***x'],
    ['in upper-case hex', Buffer.from(secretKey).toString('hex').toUpperCase(), '***'],
    [
      'in hex byte by byte',
      Buffer.from(secretKey)
        .toString('hex')
        .replace(/..(?!$)/g, '$& '),
      '***',
    ],
    ['percent-encoded twice', encodeURIComponent(encodeURIComponent(secretKey)), '***'],
    ['percent-encoded altogether', Buffer.from(secretKey).toString('hex').replace(/../g, '%$&'), '***'],
    ['percent-encoded here and there', secretKey.replace('J', '%4A').replace('+', '%2b'), '***'],
    ['as PHP writes JSON', JSON.stringify(secretKey).replaceAll('/', '\\/'), '"***"'],
    ['in JSON of JSON', secretKey.replaceAll('/', '\\\\/').replaceAll('+', '\\\\u002B'), '***'],
    ['in entities', secretKey.replaceAll('/', '&#x2F;').replaceAll('+', '&#43;'), '***'],
  ])('%s', (_, text, redacted) => {
    expect(redact(text)).toBe(redacted);
  });

  test('inside of longer base64 data, wherever it begins', () => {
    for (const before of ['', 'a', 'ab', 'abc']) {
      const data = Buffer.from(`${before}${secretKey}and more`).toString('base64');
      const left = Buffer.from(redact(data).replaceAll('*', ''), 'base64').toString('latin1');
      expect(redact(data)).toContain('***');
      expect(left).not.toContain('UtnFEMI');
    }
  });

  test('in member names, deep inside', () => {
    expect(redact({ a: [{ [secretKey]: { b: `x${token}` } }] })).toEqual({ a: [{ '***': { b: 'x***' } }] });
  });

  test('words of fewer than six characters are no secrets', () => {
    expect(createRedactor(['test', ''])('test[0] of before_test')).toBe('test[0] of before_test');
  });
});

describe('a secret that is an ordinary word', () => {
  const shy = createRedactor(['nothing', 'tester', 'demo-secret', '20261130']);

  test.each([
    ['as a word of its own', 'metadata nothing here', 'metadata *** here'],
    ['percent-encoded around', 'a%20nothing%20b', 'a%20***%20b'],
    ['behind an escaped line break', 'a\\nnothing', 'a\\n***'],
    ['in base64', Buffer.from('demo-secret').toString('base64'), '***'],
    ['in hex', Buffer.from('nothing').toString('hex'), '***'],
    ['not inside another word', 's3tester, testers, nothingness', 's3tester, testers, nothingness'],
    ['not inside another number', 'x120261130', 'x120261130'],
  ])('%s, in what a server says', (_, text, redacted) => {
    expect(shy({ actual: { body: text } })).toEqual({ actual: { body: redacted } });
  });

  test('stays in our own words and in names, but not where they quote what came', () => {
    const record = {
      group_name: 'nothing is there',
      step: 'test[0]',
      name: 'a tester that finds nothing',
      credential: 'tester',
      reason: 'nothing: body: expected "nothing", got "demo-secret"',
      parameters: { nothing: 'nothing' },
    };
    expect(shy(record)).toEqual({
      ...record,
      reason: 'nothing: body: expected "***", got "***"',
      parameters: { nothing: '***' },
    });
    expect(shy('left behind; s3tester clean tries again: nothing')).toContain('again: nothing');
  });

  test('is none where it is long, or is no word', () => {
    const real = createRedactor(['a-long-secret-of-words', 'aB3dE5fG7h']);
    expect(real({ name: 'xa-long-secret-of-words, aB3dE5fG7hx' })).toEqual({ name: 'x***, ***x' });
  });
});

describe('a redactor that learns', () => {
  const random = 'k8s0d8f7g6h5j4k3';

  test('masks what it was told of from then on, and tells that there was something to learn', () => {
    const { redact: learning, learn } = createLearningRedactor([secretKey]);
    expect(learning(random)).toBe(random);
    learn([random]);
    expect(learning({ a: [random, secretKey] })).toEqual({ a: ['***', '***'] });
  });

  test('keeps the latest, and knows what is new to it', () => {
    const redactor = createLearningRedactor([secretKey]);
    redactor.learn([secretKey]);
    expect(redactor.hasLearned).toBe(false);
    const many = Array.from({ length: 50 }, (_, index) => `learned-secret-${index}-x`);
    for (const one of many) {
      redactor.learn([one]);
      expect(redactor.redact(one)).toBe('***');
    }
    expect(redactor.hasLearned).toBe(true);
    expect(redactor.redact(many[0])).toBe(many[0]);
  });
});

test('a signature of a text beside it is masked in whatever form', () => {
  const signature = 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024';
  const head = `GET / HTTP/1.1\r\nauthorization: AWS4-HMAC-SHA256 Credential=AK/x, Signature=${signature}\r\n`;
  const echo = { plain: `got ${signature}`, hex: Buffer.from(head).toString('hex') };
  expect(unknowing(echo, [head])).toEqual({
    plain: 'got ***',
    hex: expect.not.stringContaining(Buffer.from(signature).toString('hex')),
  });
});

describe('what its name says to be secret', () => {
  test.each([
    [
      'the signature of a header',
      'Authorization: AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024',
      'Authorization: AWS4-HMAC-SHA256 Credential=AKID/20261122/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=***',
    ],
    [
      'a presigned URL',
      'https://h/b/k?X-Amz-Date=2026&X-Amz-Security-Token=abc%2Fdef&X-Amz-SignedHeaders=host&X-Amz-Signature=0123abcd',
      'https://h/b/k?X-Amz-Date=2026&X-Amz-Security-Token=***&X-Amz-SignedHeaders=host&X-Amz-Signature=***',
    ],
    [
      'a presigned URL of version 2',
      'http://h/b/k?AWSAccessKeyId=AKID&Expires=1&Signature=vjbyPxybdZaNmGa%2ByT272YEAiv4%3D',
      'http://h/b/k?AWSAccessKeyId=AKID&Expires=1&Signature=***',
    ],
    ['a header of version 2', 'AWS AKID:bWq2s1WEIj+Ydj0vQ697zp+IXMU=', 'AWS AKID:***'],
    [
      'headers of SSE-C and tokens, but not the MD5 of a key',
      'x-amz-server-side-encryption-customer-key: c2VjcmV0\r\nX-Amz-Copy-Source-Server-Side-Encryption-Customer-Key:c2VjcmV0\r\nx-amz-server-side-encryption-customer-key-MD5: bWQ1\r\nx-amz-security-token: abc\r\n',
      'x-amz-server-side-encryption-customer-key: ***\r\nX-Amz-Copy-Source-Server-Side-Encryption-Customer-Key:***\r\nx-amz-server-side-encryption-customer-key-MD5: bWQ1\r\nx-amz-security-token: ***\r\n',
    ],
    [
      'signatures of chunks and trailers',
      '400;chunk-signature=ad80c730\r\nx-amz-trailer-signature:63bddb24',
      '400;chunk-signature=***\r\nx-amz-trailer-signature:***',
    ],
    [
      'temporary credentials in an answer',
      '<Credentials><SessionToken>tok</SessionToken><SecretAccessKey>sec</SecretAccessKey><AccessKeyId>id</AccessKeyId></Credentials>',
      '<Credentials><SessionToken>***</SessionToken><SecretAccessKey>***</SecretAccessKey><AccessKeyId>id</AccessKeyId></Credentials>',
    ],
    [
      'what a server repeats of a wrong signature',
      '<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>abc</SignatureProvided></Error>',
      '<Error><Code>SignatureDoesNotMatch</Code><SignatureProvided>***</SignatureProvided></Error>',
    ],
    [
      'the fields of a form',
      '--x\r\nContent-Disposition: form-data; name="policy"\r\n\r\neyJleHAi\r\n--x\r\nContent-Disposition: form-data; name="x-amz-signature"\r\nContent-Type: text/plain\r\n\r\nabcd\r\n--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nhello\r\n',
      '--x\r\nContent-Disposition: form-data; name="policy"\r\n\r\n***\r\n--x\r\nContent-Disposition: form-data; name="x-amz-signature"\r\nContent-Type: text/plain\r\n\r\n***\r\n--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nhello\r\n',
    ],
    [
      'members of JSON, also inside of a string',
      '{"SecretAccessKey":"a,b c","x":"{\\"sse_customer_key\\": \\"k\\"}"}',
      '{"SecretAccessKey":"***","x":"{\\"sse_customer_key\\": \\"***\\"}"}',
    ],
    [
      'a header that is percent-encoded whole',
      'Credential%3DAK%2Fx%2C%20Signature%3Dfe5f80f7%0D%0Ax-amz-security-token%3A%20abc%2Fd%0D%0A',
      'Credential%3DAK%2Fx%2C%20Signature%3D***%0D%0Ax-amz-security-token%3A%20***%0D%0A',
    ],
    [
      'a link that is percent-encoded twice',
      'X-Amz-Date%253D1%2526X-Amz-Signature%253Dfe5f80f7%2526x%253D1',
      'X-Amz-Date%253D1%2526X-Amz-Signature%253D***%2526x%253D1',
    ],
    ['a password in a URL', 'GET http://me:password@host/b', 'GET http://***@host/b'],
    ['a line of a configuration', '  secret_key: hunter2 # mine', '  secret_key: *** # mine'],
  ])('%s', (_, text, redacted) => {
    expect(unknowing(text)).toBe(redacted);
    expect(unknowing(redacted)).toBe(redacted);
  });

  test('in objects, lists of headers, and mismatches', () => {
    expect(
      unknowing({
        parameters: {
          SSECustomerKey: 'k1',
          'copy-source-sse-customer-key': 'k2',
          sse_customer_algorithm: 'AES256',
        },
        headers: [
          ['X-Amz-Security-Token', 't'],
          ['Host', 'h'],
        ],
        entries: [{ name: 'x-amz-security-token', value: 't' }],
        mismatches: [
          { path: 'response.Credentials.SessionToken', expected: 'a', actual: 'b' },
          { path: 'status_code', expected: 200, actual: 403 },
        ],
        fields: { policy: 'eyJl', 'X-Amz-Signature': 's', key: 'hello' },
      }),
    ).toEqual({
      parameters: {
        SSECustomerKey: '***',
        'copy-source-sse-customer-key': '***',
        sse_customer_algorithm: 'AES256',
      },
      headers: [
        ['X-Amz-Security-Token', '***'],
        ['Host', 'h'],
      ],
      entries: [{ name: 'x-amz-security-token', value: '***' }],
      mismatches: [
        { path: 'response.Credentials.SessionToken', expected: '***', actual: '***' },
        { path: 'status_code', expected: 200, actual: 403 },
      ],
      fields: { policy: '***', 'X-Amz-Signature': '***', key: 'hello' },
    });
  });

  test('a secret under a name is masked in the rest of the same value', () => {
    const key = '0123456789abcdef0123456789abcdef';
    expect(unknowing({ parameters: { sse_customer_key: key }, error_message: `bad key ${key}` })).toEqual({
      parameters: { sse_customer_key: '***' },
      error_message: 'bad key ***',
    });
  });

  test.each([
    'The request signature we calculated does not match the signature you provided.',
    'SignatureDoesNotMatch: Check your key and signing method.',
    'Invalid signature: the date is wrong',
    'curl --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" -H "x-amz-security-token: $AWS_SESSION_TOKEN"',
    'secret_key: ${AWS_SECRET_ACCESS_KEY:-}',
    'NextContinuationToken=abc&key-marker=k',
  ])('leaves alone: %s', (text) => {
    expect(unknowing(text)).toBe(text);
  });

  test('a bucket policy is no form', () => {
    const value = { parameters: { bucket: 'b', policy: '{"Statement":[]}' } };
    expect(unknowing(value)).toEqual(value);
  });
});

// Asterisks are left out: a secret of nothing else could not be told from its mask.
const secret = fc
  .string({ minLength: 6, maxLength: 60, unit: 'binary' })
  .filter((text) => !text.includes('*') && !/^(?:\d+|[a-z\d]+)$/i.test(text));

test('leaves no secret anywhere, in whatever form', () => {
  fc.assert(
    fc.property(
      fc.array(secret, { minLength: 1, maxLength: 4 }),
      fc.jsonValue(),
      fc.infiniteStream(fc.nat()),
      (secrets, noise, picks) => {
        const forms = [
          (text: string) => text,
          encodeURIComponent,
          (text: string) => JSON.stringify(text),
          (text: string) => Buffer.from(text).toString('base64'),
          (text: string) => Buffer.from(text).toString('base64url'),
        ];
        const planted = secrets.map((text) => {
          const form = forms[(picks.next().value ?? 0) % forms.length] ?? String;
          return { plain: `before ${form(text)}, after`, named: { [form(text)]: [text] } };
        });
        const output = createRedactor(secrets)({ noise, planted });
        const texts = collectTexts(output);
        for (const text of secrets) {
          for (const form of forms) {
            expect(texts.some((one) => one.includes(form(text)))).toBe(false);
          }
        }
      },
    ),
  );
});

test('what holds no secret stays as it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(createRedactor(['never-in-there-0123456789'])(value)).toEqual(value);
    }),
  );
});

test.each([
  ['a long run', 'x'],
  ['form fields without an end', 'name="policy"\r\n'],
  ['names without a value', 'secret_key\\\\'],
  ['elements without an end', '<signature '],
  ['credentials without a colon', 'AWS '],
])('stays quick on a megabyte of %s', (_, piece) => {
  const text = piece.repeat(2 ** 20 / piece.length);
  const before = process.cpuUsage();
  expect(unknowing(text)).toBe(text);
  expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
});

test('after jsonable, bytes hide nothing', () => {
  const value = jsonable({ body: new TextEncoder().encode(`key=${secretKey}`), at: new Date(0) });
  expect(JSON.stringify(redact(value))).toContain('***');
});

function collectTexts(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([name, item]) => [name, ...collectTexts(item)]);
}
