import { describe, expect, test } from 'vitest';
import {
  differencesOf,
  differsInDetail,
  outcomeOfData,
  outcomeWithout,
} from '../../../../src/qualify/verdict/details.js';

const differing = (path: string, actual: unknown) => ({ path, expected: 'x', actual });

describe('what differs in a detail', () => {
  test.each([
    ['response.ContinuationToken', null],
    ['response.KeyCount', null],
    ['response.ChecksumType', null],
    ['headers.x-amz-checksum-crc32', null],
    ['headers.x-amz-storage-class', 'STANDARD'],
    ['response.ContentEncoding', 'aws-chunked'],
  ])('%s: %s', (path, actual) => {
    expect(differsInDetail({ mismatches: [differing(path, actual)] })).toBe(true);
  });

  test.each([
    ['response.KeyCount', 1],
    ['headers.x-amz-checksum-crc32', 'AAAAAA=='],
    ['headers.x-amz-storage-class', 'GLACIER'],
    ['response.ContentEncoding', 'aws-chunked,gzip'],
    ['response.Contents[].Key', []],
    ['response.ETag', null],
    ['body', 'y'],
    ['status_code', 200],
  ])('is not %s: %s', (path, actual) => {
    expect(differsInDetail({ mismatches: [differing(path, actual)] })).toBe(false);
    const beside = [differing('response.KeyCount', null), differing(path, actual)];
    expect(differsInDetail({ mismatches: beside })).toBe(false);
  });

  test('is not what says nothing', () => {
    expect(differsInDetail({ mismatches: [] })).toBe(false);
  });
});

describe('what a case says of bytes and keys', () => {
  const passed = { status: 'pass', mismatches: [] } as const;
  const skipped = { status: 'skipped', mismatches: [] } as const;
  const detail = { status: 'fail', mismatches: [differing('response.KeyCount', null)] } as const;
  const lost = { status: 'fail', mismatches: [differing('response.Contents[].Key', [])] } as const;
  const unanswered = { status: 'error', mismatches: [] } as const;

  test('all is well where only details differ, and all of it was run', () => {
    expect(outcomeOfData([passed, detail])).toBe('met');
  });

  test('nothing is decided where steps were left out', () => {
    expect(outcomeOfData([detail, skipped])).toBe('not-decided');
  });

  test('no more than its verdict where something else is wrong, or nothing', () => {
    expect(outcomeOfData([detail, lost])).toBeNull();
    expect(outcomeOfData([detail, unanswered])).toBeNull();
    expect(outcomeOfData([passed])).toBeNull();
  });
});

describe('what a case says to those who never give what differs', () => {
  const failed = (...paths: readonly string[]) =>
    ({ status: 'fail', mismatches: paths.map((path) => differing(path, null)) }) as const;
  const nothing = (): boolean => false;

  test.each([
    ['headers.x-amz-meta-colour', 'Metadata'],
    ['response.Metadata.colour', 'Metadata'],
    ['headers.content-type', 'ContentType'],
    ['response.CacheControl', 'CacheControl'],
  ])('%s is nothing to who gives no %s', (path, parameter) => {
    const differences = differencesOf([failed(path)]);
    expect(outcomeWithout(differences, nothing)).toBe('met');
    expect(outcomeWithout(differences, (name) => name === parameter)).toBeNull();
  });

  test('other differences count for everyone', () => {
    expect(outcomeWithout(differencesOf([failed('headers.x-amz-meta-a', 'body')]), nothing)).toBeNull();
    expect(outcomeWithout(differencesOf([failed('headers.content-length')]), nothing)).toBeNull();
    expect(differencesOf([failed('headers.x-amz-meta-a'), { status: 'error', mismatches: [] }])).toBeNull();
    expect(differencesOf([])).toBeNull();
  });

  test('steps that were not run leave it open', () => {
    const differences = differencesOf([
      failed('headers.content-type'),
      { status: 'skipped', mismatches: [] },
    ]);
    expect(outcomeWithout(differences, nothing)).toBe('not-decided');
  });
});
