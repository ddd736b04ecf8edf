import { describe, expect, test } from 'vitest';
import { findingOf } from '../../../src/reporting/finding.js';
import type { CaseResult, StepResult } from '../../../src/results/types.js';
import { step } from './sample-results.js';

const answered = (status: number, code?: string): StepResult['actual'] => ({
  success: status < 300,
  status_code: status,
  response: {},
  ...(code === undefined ? {} : { error_code: code }),
});

const refusal = (code: unknown, actual: StepResult['actual']): StepResult =>
  step({
    operation_name: 'CreateBucket',
    status: 'fail',
    expected: { success: false, status_code: 400, error_code: code },
    actual,
    mismatches: [{ path: 'success', expected: false, actual: true }],
  });

const oneCase: CaseResult = {
  id: 'a/b',
  title: null,
  group_name: 'a',
  verdict: 'fail',
  kind: null,
  reason: null,
  duration: 0,
  steps: [],
};

describe('what a failure is', () => {
  test('accepted, although a code was expected', () => {
    expect(findingOf(oneCase, refusal('InvalidBucketName', answered(200)))).toEqual({
      cause: 'accepted InvalidBucketName',
      operation: 'CreateBucket',
      expected: 'InvalidBucketName',
      actual: '200',
    });
  });

  test('refused, although it should work', () => {
    const refused = step({
      status: 'fail',
      actual: answered(403, 'AccessDenied'),
      mismatches: [{ path: 'success', expected: true, actual: false }],
    });
    expect(findingOf(null, refused)).toMatchObject({ expected: 'success', actual: 'AccessDenied' });
  });

  test.each([
    ['BadDigest', 'InvalidDigest', true],
    [['BadDigest', 'XAmzContentChecksumMismatch'], 'BadDigest', true],
    ['MalformedXML', 'MalformedPolicy', true],
    ['BadDigest', 'MalformedXML', false],
    ['NoSuchKey', 'NoSuchBucket', false],
  ])('%j and %j, both accepted: one cause: %j', (left, right, isOne) => {
    const causes = [left, right].map((code) => findingOf(null, refusal(code, answered(200))).cause);
    expect(causes[0] === causes[1]).toBe(isOne);
  });

  test('a server that breaks down does so for one cause, whatever was expected', () => {
    const causes = ['MalformedXML', 'NoSuchUpload'].map(
      (code) => findingOf(null, refusal(code, answered(500, 'InternalError'))).cause,
    );
    expect(new Set(causes)).toEqual(new Set(['status 500']));
  });

  test('what the server does not have is a cause of its own', () => {
    expect(findingOf(null, refusal('NoSuchUpload', answered(501, 'NotImplemented'))).cause).toBe(
      'not implemented',
    );
  });

  test('a part of the response that is wrong is named, without its index', () => {
    const wrong = (path: string, actual: unknown) =>
      findingOf(null, step({ status: 'fail', mismatches: [{ path, expected: 'x', actual }] }));
    expect(wrong('response.Contents[3].Key', 'y').cause).toBe(wrong('response.Contents[0].Key', 'z').cause);
    expect(wrong('response.Contents[3].Key', 'y')).toMatchObject({
      expected: 'response.Contents[3].Key x',
      actual: 'y',
      part: { name: 'response.Contents[].Key', came: 'another value' },
    });
    expect(wrong('headers.x-amz-checksum-crc32', null).cause).toBe(
      wrong('response.ChecksumSHA256', null).cause,
    );
  });

  test('without a response: why there is none', () => {
    const lost = step({ status: 'error', actual: null, error_message: 'closed the connection' });
    expect(findingOf(null, lost)).toMatchObject({
      cause: 'no response closed the connection',
      actual: 'closed the connection',
    });
  });

  test('a response that cannot be read', () => {
    const unreadable = step({
      status: 'fail',
      actual: answered(200),
      error_message: 'the root element is X',
    });
    expect(findingOf(null, unreadable)).toMatchObject({
      cause: 'unreadable',
      actual: '200, which cannot be read',
    });
  });

  test('a set-up that was refused', () => {
    const setUp = {
      part: 'versioning',
      operation: 'PutBucketVersioning',
      bucket: 'b',
      status_code: 403,
      error_code: null,
    } as const;
    expect(findingOf({ ...oneCase, set_up: setUp }, null)).toMatchObject({
      operation: 'set-up, PutBucketVersioning',
      actual: '403',
    });
  });

  test('a hostile answer is cut and inert', () => {
    const code = `\u001b[31m\u202e${'x'.repeat(1_048_576)}`;
    const { actual } = findingOf(null, refusal('NoSuchKey', answered(400, code)));
    expect(actual.length).toBeLessThanOrEqual(60);
    expect(actual).toMatch(/^\\x1b\[31m\\u202exxx/);
  });
});
