import { expect, test } from 'vitest';
import { type SignableV2, signV2 } from '../../../../src/s3/signing/signature-v2.js';
import {
  presigned,
  signedParameters,
  signedQueries,
  signedRequest,
  unsignedParameters,
} from '../../../../tests/support/botocore-signatures.js';

// The examples of AWS's own documentation of Signature Version 2.
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

const date = (time: string): readonly [string, string] => ['Date', `Tue, 27 Mar 2007 ${time} +0000`];

test.each<[string, SignableV2, string]>([
  [
    'a GET',
    { method: 'GET', resource: '/johnsmith/photos/puppy.jpg', query: '', headers: [date('19:36:42')] },
    'bWq2s1WEIj+Ydj0vQ697zp+IXMU=',
  ],
  [
    'a PUT',
    {
      method: 'PUT',
      resource: '/johnsmith/photos/puppy.jpg',
      query: '',
      headers: [['Content-Type', 'image/jpeg'], ['Content-Length', '94328'], date('21:15:45')],
    },
    'MyyxeRY7whkBe+bq8fHCL/2kKUg=',
  ],
  [
    'a listing',
    {
      method: 'GET',
      resource: '/johnsmith/',
      query: 'prefix=photos&max-keys=50',
      headers: [date('19:42:41')],
    },
    'htDYFYduRNen8P9ZfE/s9SuKy0U=',
  ],
  [
    'a sub-resource',
    { method: 'GET', resource: '/johnsmith/', query: 'acl', headers: [date('19:44:46')] },
    'c2WLPFtWHVgbEmeEG93a4cG37dM=',
  ],
  [
    'a presigned GET',
    { method: 'GET', resource: '/johnsmith/photos/puppy.jpg', query: '', headers: [], expires: 1175139620 },
    'NpgCjnDzrM+WFzoENXmpNDUsSn8=',
  ],
  [
    'a PUT with metadata',
    {
      method: 'PUT',
      resource: '/static.johnsmith.net/db-backup.dat.gz',
      query: '',
      headers: [
        date('21:06:08'),
        ['x-amz-acl', 'public-read'],
        ['content-type', 'application/x-download'],
        ['Content-MD5', '4gJE4saaMU4BqNR0kLY+lw=='],
        ['X-Amz-Meta-ReviewedBy', 'joe@johnsmith.net'],
        ['X-Amz-Meta-ReviewedBy', 'jane@johnsmith.net'],
        ['X-Amz-Meta-FileChecksum', '0x02661779'],
        ['X-Amz-Meta-ChecksumAlgorithm', 'crc32'],
      ],
    },
    'ilyl83RwaSoYIEdixDQcA4OnAnc=',
  ],
])('Signature Version 2 signs %s as documented', (_, request, signature) => {
  expect(signV2(request, secret)).toBe(signature);
});

const signGet = (query: string): string =>
  signV2(
    { method: 'GET', resource: signedRequest.path, query, headers: [['Date', signedRequest.date]] },
    signedRequest.secretKey,
  );

test.each(signedParameters)('the parameter %s is signed as botocore signs it', (name, signature) => {
  expect(signGet(`${name}=a%20b%2F1`)).toBe(signature);
});

test.each(unsignedParameters)('the parameter %s is not signed, as by botocore', (name) => {
  expect(signGet(`${name}=a%20b%2F1`)).toBe(signGet(''));
});

test.each(signedQueries)('the query "%s" is signed as botocore signs it', (query, signature) => {
  expect(signGet(query)).toBe(signature);
});

test.each(presigned.links)('a link with the token %s is signed as botocore signs it', (token, signature) => {
  const request: SignableV2 = {
    method: 'GET',
    resource: signedRequest.path,
    query: 'versionId=v1',
    headers: token === undefined ? [] : [['x-amz-security-token', token]],
    expires: presigned.expires,
  };
  expect(signV2(request, signedRequest.secretKey)).toBe(signature);
});
