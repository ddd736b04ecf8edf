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

  test('a list with too few entries is one cause, whichever way it was seen', () => {
    const seen = (path: string, expected: unknown, actual: unknown) =>
      findingOf(null, step({ status: 'fail', mismatches: [{ path, expected, actual }] }));
    const findings = [
      seen('response.length(Contents)', 3, 2),
      seen('response.Contents[].Key', ['a', 'b'], ['a']),
      seen('response.Contents[].Key', ['a'], null),
    ];
    expect(new Set(findings.map(({ cause }) => cause))).toEqual(
      new Set(['entries of response.Contents fewer']),
    );
    expect(findings.map(({ expected, actual }) => [expected, actual])).toEqual([
      ['response.Contents of 3 entries', '2'],
      ['response.Contents[].Key [a, b]', '[a]'],
      ['response.Contents[].Key [a]', 'no list there'],
    ]);
    expect(findings[0]?.part).toEqual({ name: 'all entries of response.Contents', came: 'fewer' });
  });

  test('what a case is about is named where a later operation shows it, and not where an earlier one does', () => {
    const reference = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html';
    const operations = ['PutObject', 'CopyObject', 'GetObject'];
    const about = (operation: string, changes: Partial<CaseResult> = {}) =>
      findingOf(
        { ...oneCase, reference, operations, ...changes },
        step({
          operation_name: operation,
          status: 'fail',
          actual: answered(200),
          mismatches: [{ path: 'headers.content-type', expected: 'text/x', actual: null }],
        }),
      ).about;
    expect(about('GetObject')).toBe('CopyObject');
    expect(about('CopyObject')).toBeUndefined();
    expect(about('PutObject')).toBeUndefined();
    expect(
      about('GetObject', { reference: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/x.html' }),
    ).toBe(undefined);
    expect(about('GetObject', { operations: ['GetObject', 'CopyObject'] })).toBeUndefined();
  });

  test('a right code with another status is told by the status', () => {
    const conflict = step({
      status: 'fail',
      expected: { success: false, status_code: 409, error_code: 'InvalidBucketState' },
      actual: answered(400, 'InvalidBucketState'),
      mismatches: [{ path: 'status_code', expected: 409, actual: 400 }],
    });
    expect(findingOf(null, conflict)).toMatchObject({
      expected: '409 InvalidBucketState',
      actual: '400 InvalidBucketState',
    });
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
    const odd = { ...setUp, status_code: 200 };
    expect(findingOf({ ...oneCase, set_up: odd }, null).actual).toBe('200, which cannot be used');
  });

  test('a case of which only the verdict is known', () => {
    expect(findingOf({ ...oneCase, kind: 'wrongly-accepted' }, null)).toEqual({
      cause: 'untold wrongly-accepted',
      operation: 'a case without details',
      expected: 'a pass',
      actual: 'wrongly-accepted',
    });
    expect(findingOf({ ...oneCase, verdict: 'unsupported' }, null)).toMatchObject({
      ...{ operation: 'a request', actual: 'unsupported' },
    });
  });

  test('a hostile answer is cut and inert', () => {
    const code = `\u001b[31m\u202e${'x'.repeat(1_048_576)}`;
    const { actual } = findingOf(null, refusal('NoSuchKey', answered(400, code)));
    expect(actual.length).toBeLessThanOrEqual(60);
    expect(actual).toMatch(/^\\x1b\[31m\\u202exxx/);
  });
});
