import { expect, test } from 'vitest';
import { findOperation, operationNames } from '../../../src/operations/index.js';
import { operationOfRequest } from '../../../src/operations/operation-of-request.js';

function nameOf(method: string, path: string, headers: readonly string[] = []): string | null {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(pathname) ?? [];
  return operationOfRequest({
    method,
    hasBucket: bucket !== '',
    hasKey: key !== '',
    query: new Map(searchParams),
    hasHeader: (name) => headers.includes(name),
  });
}

test.each([
  ['GET', '/', 'ListBuckets'],
  ['PUT', '/b', 'CreateBucket'],
  ['GET', '/b?list-type=2&prefix=', 'ListObjectsV2'],
  ['GET', '/b?prefix=a&marker=b', 'ListObjects'],
  ['GET', '/b?versions', 'ListObjectVersions'],
  ['GET', '/b?uploads', 'ListMultipartUploads'],
  ['GET', '/b?metrics', 'ListBucketMetricsConfigurations'],
  ['GET', '/b?metrics&id=1', 'GetBucketMetricsConfiguration'],
  ['POST', '/b?delete', 'DeleteObjects'],
  ['GET', '/b/k?partNumber=1', 'GetObject'],
  ['GET', '/b/k?X-Amz-Signature=1&x-id=GetObject', 'GetObject'],
  ['GET', '/b/k?uploadId=1', 'ListParts'],
  ['GET', '/b/k?acl', 'GetObjectAcl'],
  ['GET', '/b?acl', 'GetBucketAcl'],
  ['POST', '/b/k?uploads', 'CreateMultipartUpload'],
  ['POST', '/b/k?uploadId=1', 'CompleteMultipartUpload'],
  ['PUT', '/b/k?uploadId=1&partNumber=1', 'UploadPart'],
  ['DELETE', '/b/k?uploadId=1', 'AbortMultipartUpload'],
  ['DELETE', '/b/k?versionId=1', 'DeleteObject'],
  ['POST', '/b/k?select&select-type=2', 'SelectObjectContent'],
])('%s %s is %s', (method, path, operation) => {
  expect(nameOf(method, path)).toBe(operation);
});

test('a copy is told by its header', () => {
  const copies = ['x-amz-copy-source'];
  expect(nameOf('PUT', '/b/k', copies)).toBe('CopyObject');
  expect(nameOf('PUT', '/b/k?uploadId=1&partNumber=1', copies)).toBe('UploadPartCopy');
  expect(nameOf('PUT', '/b/k')).toBe('PutObject');
});

test.each([
  ['POST', '/b'],
  ['OPTIONS', '/b/k'],
  ['POST', '/b/k'],
  ['DELETE', '/'],
])('%s %s is none of the API', (method, path) => {
  expect(nameOf(method, path)).toBeNull();
});

test('every operation is found by what the model requires of it', () => {
  const wrong = operationNames().flatMap((name) => {
    const operation = findOperation(name);
    if (operation === undefined) {
      return [name];
    }
    const required = operation.members.filter((member) => member.required);
    const query = required.filter(({ binding }) => binding === 'query').map(({ wireName }) => wireName);
    const isBucketless = !required.some((member) => member.name === 'Bucket');
    const path = `${isBucketless ? '' : '/b'}${operation.uri.replace('{Key+}', 'k')}`;
    const url = `${path}${path.includes('?') ? '&' : '?'}${query.map((one) => `${one}=1`).join('&')}`;
    const headers = required
      .filter(({ binding }) => binding === 'header')
      .map(({ wireName }) => wireName.toLowerCase());
    const found = nameOf(operation.method, url, headers);
    return found === name ? [] : [`${name}: ${found}`];
  });
  // A list of directory buckets is asked for at another host; the response of a function is for no bucket.
  expect(wrong).toEqual(['ListDirectoryBuckets: ListBuckets', 'WriteGetObjectResponse: null']);
});
