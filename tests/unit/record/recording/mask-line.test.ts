import { describe, expect, test } from 'vitest';
import type { RecordingLine } from '../../../../src/record/index.js';
import { createLineMask } from '../../../../src/record/recording/mask-line.js';
import { emptySha256, sampleLine } from './sample-line.js';

const mask = createLineMask({
  accessKeys: ['AKIACLIENT1234567890', 'AKIASERVER1234567890'],
  secrets: ['client-Secret/1234567890', 'server+Secret/0987654321', 'TokenOfTheServer=='],
});

function headers(...sent: readonly (readonly [string, string])[]): RecordingLine['headers'] {
  return mask(sampleLine({ headers: sent.map(([name, value]): [string, string] => [name, value]) })).headers;
}

function document(text: string): string | undefined {
  const body = { length: text.length, sha256: emptySha256, text };
  return mask(sampleLine({ response: { status: 200, headers: [], body } })).response?.body.text;
}

describe('a header', () => {
  test.each([
    [
      'authorization',
      'AWS4-HMAC-SHA256 Credential=AKIAOTHER/20261130/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=abcdef',
      'AWS4-HMAC-SHA256 Credential=KEY/20261130/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=***',
    ],
    ['authorization', 'AWS AKIAOTHER:abcdefghijklmnopqrstuvwx=', 'AWS KEY:***'],
    ['authorization', 'Bearer abc.def', 'Bearer ***'],
    ['x-amz-security-token', 'short', '***'],
    ['x-amz-server-side-encryption-customer-key', 'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=', '***'],
    ['x-amz-server-side-encryption-customer-key-md5', 'hRasmdxgYDKV3nvbahU1MA==', '***'],
    ['x-amz-copy-source-server-side-encryption-customer-key-md5', 'hRasmdxgYDKV3nvbahU1MA==', '***'],
    ['x-amz-expected-bucket-owner', '123456789012', 'ACCOUNT'],
    ['x-amz-grant-read', 'id="abc", emailAddress=a@b.c', 'id="ACCOUNT", emailAddress="ACCOUNT"'],
    [
      'x-amz-server-side-encryption-aws-kms-key-id',
      'arn:aws:kms:us-east-1:123456789012:key/1',
      'arn:aws:kms:us-east-1:ACCOUNT:key/1',
    ],
    ['host', 'bucket.s3.example.com:9000', 'HOST:9000'],
    ['host', 'bucket.localhost:9000', 'bucket.localhost:9000'],
    ['location', 'https://store.example.com:9000/b/k', 'https://HOST:9000/b/k'],
    ['location', 'http://127.0.0.1:9000/b/k', 'http://127.0.0.1:9000/b/k'],
    ['x-amz-meta-note', 'made by AKIASERVER1234567890 with server+Secret/0987654321', 'made by KEY with ***'],
    ['x-amz-meta-note', 'server%2BSecret%2F0987654321', '***'],
    ['content-type', 'text/plain', 'text/plain'],
  ])('%s: %s', (name, value, masked) => {
    expect(headers([name, value])).toEqual([[name, masked]]);
  });

  test('that held a key of a customer has it masked in later exchanges, too', () => {
    const key = 'bGF0ZXIgc2VlbiBpbiBhbiBvYmplY3QgbmFtZSE=';
    headers(['x-amz-copy-source-server-side-encryption-customer-key', key]);
    expect(mask(sampleLine({ key: `logs/${key}` })).key).toBe('logs/***');
  });
});

test.each([
  [
    'X-Amz-Credential',
    'AKIAOTHER/20261130/us-east-1/s3/aws4_request',
    'KEY/20261130/us-east-1/s3/aws4_request',
  ],
  ['X-Amz-Signature', 'abcdef', '***'],
  ['X-Amz-Security-Token', 'abcdef', '***'],
  ['Signature', 'abcdef', '***'],
  ['AWSAccessKeyId', 'AKIAOTHER', 'KEY'],
  ['prefix', 'a/b', 'a/b'],
])('the parameter %s=%s', (name, value, masked) => {
  expect(mask(sampleLine({ query: [[name, value]] })).query).toEqual([[name, masked]]);
});

test.each([
  [
    '<Owner><ID>abc</ID><DisplayName>me</DisplayName></Owner><Rule><ID>rule</ID></Rule>',
    '<Owner><ID>ACCOUNT</ID><DisplayName>ACCOUNT</DisplayName></Owner><Rule><ID>rule</ID></Rule>',
  ],
  [
    '<Error><AWSAccessKeyId>AKIAOTHER</AWSAccessKeyId></Error>',
    '<Error><AWSAccessKeyId>KEY</AWSAccessKeyId></Error>',
  ],
  ['<SignatureProvided>abc</SignatureProvided>', '<SignatureProvided>***</SignatureProvided>'],
  [
    '<CanonicalRequest>GET\n/b/k\nX-Amz-Credential=minio%2F20261130</CanonicalRequest>',
    '<CanonicalRequest>GET\n/b/k\nX-Amz-Credential=KEY%2F20261130</CanonicalRequest>',
  ],
  ['<HostId>abc</HostId>', '<HostId>***</HostId>'],
  ['<Endpoint>b.s3.example.com</Endpoint>', '<Endpoint>HOST</Endpoint>'],
  ['<Location>http://s3.example.com/b/k</Location>', '<Location>http://HOST/b/k</Location>'],
  [
    '<R xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
    '<R xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>',
  ],
  [
    '<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>',
    '<URI>http://acs.amazonaws.com/groups/global/AllUsers</URI>',
  ],
  ['{"Principal":{"AWS":"123456789012"}}', '{"Principal":{"AWS":"ACCOUNT"}}'],
  [
    '{"Principal":{"AWS":"arn:aws:iam::123456789012:root"}}',
    '{"Principal":{"AWS":"arn:aws:iam::ACCOUNT:root"}}',
  ],
  ['<Message>client-Secret/1234567890</Message>', '<Message>***</Message>'],
])('a document %s', (text, masked) => {
  expect(document(text)).toBe(masked);
});

test('a failure, a bucket and a key are masked', () => {
  const secret = 'client-Secret/1234567890';
  const masked = mask(sampleLine({ bucket: secret, key: secret, response: null, failure: `no ${secret}` }));
  expect(masked).toMatchObject({ bucket: '***', key: '***', failure: 'no ***' });
});
