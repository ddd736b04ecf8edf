import { expect, test } from 'vitest';
import { readAddress } from '../../../../src/record/exchange/request-address.js';

test.each([
  ['127.0.0.1:9000', '/', null, null, ''],
  ['127.0.0.1:9000', '/b', 'b', null, ''],
  ['127.0.0.1:9000', '/b/', 'b', null, '/'],
  ['127.0.0.1:9000', '/b/k/l', 'b', 'k/l', '/k/l'],
  ['localhost', '/b/a%20b%2Fc', 'b', 'a b/c', '/a%20b%2Fc'],
  ['localhost', '/b/%zz', 'b', '%zz', '/%zz'],
  ['localhost', '/b//k', 'b', '/k', '//k'],
  ['[::1]:9000', '/b/k', 'b', 'k', '/k'],
  ['127.0.0.1.nip.io:9000', '/b/k', 'b', 'k', '/k'],
  ['s3.example.test', '/b/k', 'b', 'k', '/k'],
  ['localhost', 'http://localhost/b/k', 'b', 'k', '/k'],
])('%s %s is in path style', (host, target, bucket, key, rest) => {
  const address = readAddress(host, target, ['s3.example.test']);
  expect(address).toMatchObject({ addressing: 'path', bucket, key, rest });
});

test.each([
  ['b.localhost:9000', '/', 'b', null, '/'],
  ['a.b.localhost', '/k/l', 'a.b', 'k/l', '/k/l'],
  ['b.127.0.0.1:9000', '/k', 'b', 'k', '/k'],
  ['b.127.0.0.1.nip.io', '/k', 'b', 'k', '/k'],
  ['B.S3.Example.Test', '/k', 'b', 'k', '/k'],
])('%s %s names its bucket in the host', (host, target, bucket, key, rest) => {
  const address = readAddress(host, target, ['s3.example.test']);
  expect(address).toMatchObject({ addressing: 'virtual-host', bucket, key, rest });
});

test('parameters are decoded, in order, with what is empty', () => {
  const { query, rawQuery } = readAddress('localhost', '/b?uploads&prefix=a%2Fb+c&prefix=&x=1=2&');
  expect(query).toEqual([
    ['uploads', ''],
    ['prefix', 'a/b c'],
    ['prefix', ''],
    ['x', '1=2'],
  ]);
  expect(rawQuery).toBe('uploads&prefix=a%2Fb+c&prefix=&x=1=2&');
});
