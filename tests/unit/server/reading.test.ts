import { describe, expect, test } from 'vitest';
import { FormParser } from '../../../src/server/domain/form/form-parser.js';
import { findBucketInHost } from '../../../src/server/ground/http/host.js';
import { readRange } from '../../../src/server/ground/http/range.js';
import { ChunkedDecoder } from '../../../src/server/ground/payload/chunked-decoder.js';
import { holds } from '../../../src/server/ground/policy/conditions.js';
import { matchesPattern } from '../../../src/server/ground/policy/wildcards.js';
import { parseDocument } from '../../../src/server/ground/xml/parse.js';
import { writeDocument } from '../../../src/server/ground/xml/write.js';

describe('findBucketInHost', () => {
  test.each([
    ['127.0.0.1:9000', undefined, false],
    ['localhost', undefined, false],
    ['[::1]:9000', undefined, false],
    ['bucket.localhost:9000', 'bucket', false],
    ['my.bucket.127.0.0.1', 'my.bucket', false],
    ['s3.amazonaws.com', undefined, false],
    ['bucket.s3.eu-west-1.amazonaws.com', 'bucket', false],
    ['bucket.s3-website-us-east-1.amazonaws.com', 'bucket', true],
    ['www.example.com', undefined, false],
    ['known.example.com', 'known.example.com', false],
  ])('%s', (host, bucket, isWebsite) => {
    const reading = findBucketInHost(host, (name) => name === 'known.example.com');
    expect(reading).toEqual({ bucket, isWebsite });
  });
});

describe('matchesPattern', () => {
  test.each([
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['*', '', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/x/y', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});

describe('conditions', () => {
  const block = (operator: string, values: string[], more: object = {}) => ({
    operator,
    key: 'k',
    values,
    ifExists: false,
    ...more,
  });
  test.each([
    [block('StringEquals', ['a', 'b']), ['b'], true],
    [block('StringNotEquals', ['a', 'b']), ['b'], false],
    [block('StringNotEquals', ['a']), undefined, true],
    [block('StringEquals', ['a']), undefined, false],
    [block('StringEquals', ['a'], { ifExists: true }), undefined, true],
    [block('StringEquals', ['a', 'b'], { quantifier: 'ForAllValues' }), ['a', 'c'], false],
    [block('StringEquals', ['a', 'b'], { quantifier: 'ForAnyValue' }), ['a', 'c'], true],
    [block('DateLessThan', ['2030-01-01T00:00:00Z']), ['2029-12-31T23:59:59Z'], true],
    [block('IpAddress', ['192.0.2.0/24']), ['192.0.2.9'], true],
    [block('NotIpAddress', ['192.0.2.0/24']), ['192.0.2.9'], false],
    [block('IpAddress', ['2001:db8::/32']), ['2001:db8::1'], true],
    [block('ArnLike', ['arn:aws:iam::*:user/a*']), ['arn:aws:iam::1:user/abc'], true],
    [block('Null', ['false']), ['x'], true],
  ])('%o of %o', (condition, values, expected) => {
    expect(holds(condition as Parameters<typeof holds>[0], () => values)).toBe(expected);
  });
});

describe('readRange', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=9-', { start: 9, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-30', { start: 0, end: 10 }],
    ['bytes=5-3', undefined],
    ['bytes=0-1,3-4', undefined],
    ['items=0-1', undefined],
  ])('%s of ten bytes', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected);
  });

  test.each(['bytes=10-', 'bytes=-0'])('%s of ten bytes is refused', (header) => {
    expect(() => readRange(header, 10)).toThrow('not satisfiable');
  });
});

describe('ChunkedDecoder', () => {
  const body = '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';

  test.each([1, 2, 7, 1000])('reads a body in pieces of %i bytes', (size) => {
    const decoder = new ChunkedDecoder(undefined, true);
    let text = '';
    for (let at = 0; at < body.length; at += size) {
      for (const piece of decoder.decode(Buffer.from(body.slice(at, at + size)))) {
        text += piece.toString();
      }
    }
    decoder.finish();
    expect(text).toBe('hello');
    expect(decoder.trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' });
  });

  test('refuses small chunks that are not the last', () => {
    const decoder = new ChunkedDecoder(undefined, false);
    expect(() => decoder.decode(Buffer.from('1\r\na\r\n1\r\nb\r\n0\r\n\r\n'))).toThrow('8192');
  });
});

describe('FormParser', () => {
  test.each([1, 3, 1000])('reads a form in pieces of %i bytes', (size) => {
    const body = [
      '--B\r\nContent-Disposition: form-data; name="key"\r\n\r\na\r\nb\r\n',
      '--B\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\nContent-Type: text/plain\r\n\r\n',
      'data\r\n--Bx\r\nmore\r\n--B--\r\n',
    ].join('');
    const seen: string[] = [];
    let data = '';
    const parser = new FormParser('B', {
      field: (name, value) => seen.push(`${name}=${value}`),
      file: (name) => seen.push(`file ${name}`),
      fileData: (chunk) => {
        data += chunk.toString();
      },
    });
    for (let at = 0; at < body.length; at += size) {
      parser.write(Buffer.from(body.slice(at, at + size)));
    }
    expect(parser.isDone).toBe(true);
    expect(seen).toEqual(['key=a\r\nb', 'file f.txt']);
    expect(data).toBe('data');
  });
});

describe('XML', () => {
  test('is written so that it reads back', () => {
    const written = writeDocument({ name: 'A', content: [{ name: 'B', content: 'a & <b> "c" \r é 😀' }] });
    expect(parseDocument(written).children[0]?.text).toBe('a & <b> "c" \r é 😀');
  });

  test.each(['<a>', '<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', '', '<a></b>', '{}'])(
    '%s is refused',
    (source) => {
      expect(() => parseDocument(source)).toThrow('not well-formed');
    },
  );
});
