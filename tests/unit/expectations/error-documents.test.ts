import { describe, expect, test } from 'vitest';
import {
  type ErrorDocuments,
  judgeErrorDocument,
  type Subject,
} from '../../../src/expectations/error-documents.js';
import { observed } from './observed.js';

const documents: ErrorDocuments = new Map([
  ['NoSuchKey', [new Map([['Key', { of: 'key' }]])]],
  ['NoSuchUpload', [new Map([['UploadId', { of: 'upload_id' }]])]],
  [
    'InvalidArgument',
    [
      new Map([['ArgumentName', { matches: '' }]]),
      new Map([
        ['ArgumentName', { matches: '' }],
        ['ArgumentValue', { equals: '0' }],
      ]),
    ],
  ],
  ['InvalidRange', [new Map([['RangeRequested', { matches: '^bytes=' }]])]],
  ['MethodNotAllowed', [new Map([['Method', { of: 'method' }]])]],
  ['MalformedXML', [new Map()]],
]);

const subject: Subject = {
  method: 'GET',
  bucket: ['b'],
  key: ['a key ', 'source'],
  upload_id: [],
  version_id: [],
};

const ids = { RequestId: 'R', HostId: 'H' };
const headers = [
  ['x-amz-request-id', 'R'],
  ['X-Amz-Id-2', 'H'],
] as const;

function judge(error: Readonly<Record<string, string>> | null, about: Partial<Subject> = {}) {
  const { response } = observed({ success: false, status: 404, error, headers });
  return judgeErrorDocument(documents, response, { ...subject, ...about });
}

describe('an error document is as recorded', () => {
  test.each<readonly [what: string, error: Readonly<Record<string, string>>]>([
    ['with the key of the request, without the spaces at its ends', { Code: 'NoSuchKey', Key: 'a key' }],
    ['with the key of the source of a copy', { Code: 'NoSuchKey', Key: 'source' }],
    ['with the method', { Code: 'MethodNotAllowed', Method: 'GET' }],
    ['with what a pattern matches', { Code: 'InvalidRange', RangeRequested: 'bytes=9-' }],
    [
      'with one of several documents',
      { Code: 'InvalidArgument', ArgumentName: 'max-keys', ArgumentValue: '0' },
    ],
    ['with an empty element where anything may be', { Code: 'InvalidArgument', ArgumentName: '' }],
    ['with nothing of its own', { Code: 'MalformedXML', Message: 'no' }],
  ])('%s', (_what, error) => {
    expect(judge({ ...error, ...ids })).toEqual([]);
  });

  test('where there is none to expect: a HEAD, and a success', () => {
    expect(judge(null, { method: 'HEAD' })).toEqual([]);
    const { response } = observed({ success: true, status: 200, error: null });
    expect(judgeErrorDocument(documents, response, subject)).toEqual([]);
  });
});

describe('an error document is not as recorded', () => {
  test.each<
    readonly [what: string, error: Readonly<Record<string, string>> | null, found: readonly object[]]
  >([
    ['where there is none', null, [{ path: 'error', expected: 'a document', actual: null }]],
    [
      'without its element',
      { Code: 'NoSuchKey', ...ids },
      [{ path: 'error.Key', expected: 'a key ', actual: null }],
    ],
    [
      'with another key',
      { Code: 'NoSuchKey', Key: 'b', ...ids },
      [{ path: 'error.Key', expected: 'a key ', actual: 'b' }],
    ],
    [
      'with an upload id where the request named none',
      { Code: 'NoSuchUpload', UploadId: 'u', ...ids },
      [{ path: 'error.UploadId', expected: 'the upload id', actual: 'u' }],
    ],
    [
      'with what the pattern does not match',
      { Code: 'InvalidRange', RangeRequested: 'x', ...ids },
      [{ path: 'error.RangeRequested', expected: { $matches: '^bytes=' }, actual: 'x' }],
    ],
    [
      'with an element that is in none, such as Resource',
      { Code: 'MalformedXML', Resource: '/b', ...ids },
      [{ path: 'error.Resource', expected: null, actual: '/b' }],
    ],
    [
      'with the deviations of the document that comes nearest',
      { Code: 'InvalidArgument', ArgumentName: 'n', ArgumentValue: '1', ...ids },
      [{ path: 'error.ArgumentValue', expected: null, actual: '1' }],
    ],
    [
      'with ids that are not those of the headers, or none',
      { Code: 'MalformedXML', RequestId: 'other' },
      [
        { path: 'error.RequestId', expected: 'R', actual: 'other' },
        { path: 'error.HostId', expected: 'H', actual: null },
      ],
    ],
  ])('%s', (_what, error, found) => {
    expect(judge(error)).toEqual(found);
  });
});
