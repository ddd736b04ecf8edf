import { expect, test } from 'vitest';
import { namesIn, parametersOf } from '../../../../scripts/suite/sent-parameters.js';
import { findOperation } from '../../../../src/operations/index.js';

function unusedIn(operation: string, url: string, headers: [string, string][], body: string): string[] {
  const names = [...namesIn({ method: 'PUT', url, headers, body: Buffer.from(body), requestId: null })];
  return parametersOf(findOperation(operation) ?? expect.fail(`no operation ${operation}`))
    .filter(({ wire }) => !names.some((name) => wire.test(name)))
    .map(({ name }) => name);
}

test('query, headers and the elements of lists count for their parameters', () => {
  const body = '<Tagging><TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet></Tagging>';
  const left = unusedIn('PutObjectTagging', '/b/k?tagging&versionId=null', [['Content-MD5', 'x']], body);
  expect(left).toEqual(['ChecksumAlgorithm', 'ExpectedBucketOwner', 'RequestPayer']);
});

test('a list without an element of its own, attributes, and what is cut off count too', () => {
  const owner = '<Owner><ID>x</ID></Owner>';
  const grantee = '<Grantee xmlns:xsi="x" xsi:type="Group"><URI>u</URI></Grantee>';
  const acl = `<AccessControlPolicy>${owner}<AccessControlList><Grant>${grantee}<Permission>`;
  const left = unusedIn('PutBucketAcl', '/b?acl', [], acl).filter((name) => name.includes('.'));
  expect(left).toEqual([
    'AccessControlPolicy.Grants.Grantee.DisplayName',
    'AccessControlPolicy.Grants.Grantee.EmailAddress',
    'AccessControlPolicy.Grants.Grantee.ID',
    'AccessControlPolicy.Owner.DisplayName',
  ]);
  const cors = '<CORSConfiguration><CORSRule><ID>x</ID><AllowedMethod>GET';
  expect(unusedIn('PutBucketCors', '/b?cors', [], cors)).not.toContain('CORSConfiguration.CORSRules.ID');
});

test('a header that a presigner put into the query counts, and a body that is no document has no elements', () => {
  const left = unusedIn('PutObject', '/b/k?x-amz-acl=private', [], 'plain text');
  expect(left).not.toContain('ACL');
  expect(left).toContain('Tagging');
});
