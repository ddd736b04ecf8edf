import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findOperation, nextPage, operationNames, paginationOf } from '../../../src/operations/index.js';
import { anyOperationName, anyValue, operationOf } from './any-values.js';

function pagination(name: string) {
  const operation = findOperation(name);
  const found = operation && paginationOf(operation);
  if (!found) {
    throw new Error(`${name} has no pages`);
  }
  return found;
}

describe('pages', () => {
  test('are known of every listing, and of nothing else', () => {
    const paged = operationNames().filter((name) => {
      const operation = findOperation(name);
      return operation && paginationOf(operation);
    });
    expect(paged).toEqual([
      'GetObjectAttributes',
      'ListBucketAnalyticsConfigurations',
      'ListBucketIntelligentTieringConfigurations',
      'ListBucketInventoryConfigurations',
      'ListBucketMetricsConfigurations',
      'ListBuckets',
      'ListDirectoryBuckets',
      'ListMultipartUploads',
      'ListObjectAnnotations',
      'ListObjectVersions',
      'ListObjects',
      'ListObjectsV2',
      'ListParts',
    ]);
  });

  test('ListObjectsV2 hands its token on', () => {
    const next = { IsTruncated: true, NextContinuationToken: 't', ContinuationToken: 'old' };
    expect(nextPage(pagination('ListObjectsV2'), next)).toEqual({
      kind: 'next',
      parameters: { ContinuationToken: 't' },
    });
    expect(nextPage(pagination('ListObjectsV2'), { IsTruncated: false, NextContinuationToken: 't' })).toEqual(
      {
        kind: 'last',
      },
    );
    expect(nextPage(pagination('ListObjectsV2'), {})).toEqual({ kind: 'last' });
    expect(nextPage(pagination('ListObjectsV2'), { IsTruncated: true, Contents: [{ Key: 'a' }] })).toEqual({
      kind: 'lost',
    });
  });

  test('ListBuckets and ListDirectoryBuckets end where no token comes', () => {
    for (const name of ['ListBuckets', 'ListDirectoryBuckets']) {
      expect(nextPage(pagination(name), { ContinuationToken: 't' })).toEqual({
        kind: 'next',
        parameters: { ContinuationToken: 't' },
      });
      expect(nextPage(pagination(name), { Buckets: [] })).toEqual({ kind: 'last' });
    }
  });

  test('ListObjects falls back to the last key or prefix, in the order of bytes', () => {
    const objects = pagination('ListObjects');
    expect(nextPage(objects, { IsTruncated: true, NextMarker: 'm', Contents: [{ Key: 'z' }] })).toEqual({
      kind: 'next',
      parameters: { Marker: 'm' },
    });
    const page = {
      IsTruncated: true,
      Contents: [{ Key: 'a' }, { Key: '\u{ff5e}' }],
      CommonPrefixes: [{ Prefix: '\u{1f600}/' }],
    };
    expect(nextPage(objects, page)).toEqual({ kind: 'next', parameters: { Marker: '\u{1f600}/' } });
    expect(nextPage(objects, { IsTruncated: true })).toEqual({ kind: 'lost' });
  });

  test('versions, uploads and parts have markers of their own', () => {
    const versions = { IsTruncated: true, NextKeyMarker: 'k', NextVersionIdMarker: 'v' };
    expect(nextPage(pagination('ListBucketVersions'), versions)).toEqual({
      kind: 'next',
      parameters: { KeyMarker: 'k', VersionIdMarker: 'v' },
    });
    const uploads = { IsTruncated: true, NextKeyMarker: 'k', NextUploadIdMarker: '' };
    expect(nextPage(pagination('ListMultipartUploads'), uploads)).toEqual({
      kind: 'next',
      parameters: { KeyMarker: 'k' },
    });
    expect(nextPage(pagination('ListParts'), { IsTruncated: true, NextPartNumberMarker: '2' })).toEqual({
      kind: 'next',
      parameters: { PartNumberMarker: '2' },
    });
    const attributes = { ObjectParts: { IsTruncated: true, NextPartNumberMarker: '2' } };
    expect(nextPage(pagination('GetObjectAttributes'), attributes)).toEqual({
      kind: 'next',
      parameters: { PartNumberMarker: '2' },
    });
    expect(nextPage(pagination('GetObjectAttributes'), { ETag: 'e' })).toEqual({ kind: 'last' });
  });

  test('encoded keys are decoded before they are asked for, version ids are not', () => {
    const page = {
      IsTruncated: true,
      EncodingType: 'url',
      NextKeyMarker: 'a+b%2Fc',
      NextVersionIdMarker: 'v%2F',
    };
    expect(nextPage(pagination('ListObjectVersions'), page)).toEqual({
      kind: 'next',
      parameters: { KeyMarker: 'a b/c', VersionIdMarker: 'v%2F' },
    });
  });
});

test('whatever a page holds, what asks for the next one is parameters of the operation', () => {
  const pages = anyOperationName.chain((name) =>
    fc.tuple(
      fc.constant(name),
      fc.dictionary(
        fc.constantFrom('IsTruncated', ...operationOf(name).output.map(({ name }) => name)),
        anyValue,
      ),
    ),
  );
  fc.assert(
    fc.property(pages, ([name, page]) => {
      const operation = operationOf(name);
      const pagination = paginationOf(operation);
      const next = pagination && nextPage(pagination, page);
      if (next?.kind !== 'next') {
        return;
      }
      const members = operation.members.map(({ name }) => name);
      expect(members).toEqual(expect.arrayContaining(Object.keys(next.parameters)));
    }),
  );
});
