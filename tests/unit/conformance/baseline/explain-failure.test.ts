import { expect, test } from 'vitest';
import { explainFailure } from '../../../../src/conformance/baseline/explain-failure.js';
import type { Actual, CaseResult, Mismatch, StepResult } from '../../../../src/results/types.js';

const failed: CaseResult = {
  id: 'a/one',
  title: null,
  group_name: 'a',
  verdict: 'fail',
  kind: 'wrong-result',
  reason: 'test[0].steps[1]: GetObject: …',
  duration: 0,
  steps: [],
};

function step(facts: Partial<StepResult>): StepResult {
  return {
    group_name: 'a',
    phase: 'test',
    case: 'a/one',
    step: 'test[0].steps[1]',
    kind: 'operation',
    operation_name: 'GetObject',
    name: null,
    iteration: null,
    credential: null,
    status: 'fail',
    duration: 0,
    parameters: {},
    expected: {},
    actual: null,
    mismatches: [],
    error_message: null,
    skip_reason: null,
    timestamp: '2026-11-01T00:00:00.000Z',
    http: [],
    reproduce: null,
    ...facts,
  };
}

function answer(status: number, code?: string): Actual {
  return {
    success: status < 300,
    status_code: status,
    ...(code === undefined ? {} : { error_code: code }),
    response: {},
  };
}

const refusal = [{ path: 'success', expected: true, actual: false }];
const explain = (kind: CaseResult['kind'], facts: Partial<StepResult>): string =>
  explainFailure({ ...failed, kind }, [step({ status: 'pass' }), step(facts)]);

test.each<[kind: CaseResult['kind'], expected: StepResult['expected'], actual: Actual, said: string]>([
  [
    'wrong-error',
    { status_code: 412, error_code: 'PreconditionFailed' },
    answer(501, 'NotImplemented'),
    'answers 501 NotImplemented instead of 412 PreconditionFailed',
  ],
  [
    'wrongly-accepted',
    { success: false, error_code: ['AccessDenied', 'InvalidRequest'] },
    answer(200),
    'answers 200 instead of AccessDenied/InvalidRequest',
  ],
  [
    'wrongly-accepted',
    {
      any_of: [
        { status_code: 403, error_code: 'AccessDenied' },
        { status_code: 400, error_code: 'InvalidRequest' },
      ],
    },
    answer(200),
    'answers 200 instead of 403 AccessDenied or 400 InvalidRequest',
  ],
  [
    'wrongly-refused',
    { success: true },
    answer(400, 'MalformedXML'),
    'answers 400 MalformedXML instead of success',
  ],
  ['wrongly-refused', { status_code: [200, 204] }, answer(404), 'answers 404 instead of 200/204'],
  [
    'wrongly-refused',
    { success: true },
    { ...answer(200), success: false },
    'answers 200 with a body that is not its own instead of success',
  ],
])('%s, %j: what the server answers instead of what', (kind, expected, actual, said) => {
  expect(explain(kind, { expected, actual, mismatches: refusal })).toBe(`deviates: GetObject ${said}`);
});

test.each<[mismatch: Mismatch, said: string]>([
  [{ path: 'headers.etag', expected: '"a"', actual: null }, 'gives no header etag'],
  [{ path: 'headers.x', expected: null, actual: 'y' }, 'gives header x "y" instead of none'],
  [
    { path: 'response.Contents[].Key', expected: { $unordered: ['a', 'b'] }, actual: ['a'] },
    'gives Contents[].Key ["a"] instead of ["a","b"]',
  ],
  [
    { path: 'any_of[1].response.Name', expected: { $matches: '^a' }, actual: 's3tester-1a2b3c4d-12-abc123' },
    'gives Name "BUCKET" instead of /^a/',
  ],
  [
    { path: 'body', expected: { $not: 'old' }, actual: 'old' },
    'gives body "old" instead of anything but "old"',
  ],
])('%j: what an answer holds instead of what', (mismatch, said) => {
  const facts = { actual: answer(200), mismatches: [mismatch] };
  expect(explain('wrong-result', facts)).toBe(`deviates: GetObject ${said}`);
});

test('another status of a success is told as one', () => {
  const mismatches = [{ path: 'status_code', expected: 206, actual: 200 }];
  const facts = { expected: { status_code: 206 }, actual: answer(200), mismatches };
  expect(explain('wrong-result', facts)).toBe('deviates: GetObject answers 200 instead of 206');
});

test('what answers hold together is told of them all', () => {
  const mismatches = [{ path: 'all.length([?success])', expected: 1, actual: 3 }];
  const facts = { kind: 'steps' as const, operation_name: null, mismatches };
  expect(explain('wrong-result', facts)).toBe(
    'deviates: of all outcomes together, length([?success]) 3 instead of 1',
  );
});

test('names of the buckets of a run are left out', () => {
  const names = ['1-aaaaaa', '2-bbbbbb', '3-cccccc'].map((end) => `s3tester-1a2b3c4d-${end}`);
  const path = `response.Buckets[?Name=='${names[0]}']`;
  const mismatches = [{ path, expected: names.slice(0, 1), actual: ['users', ...names] }];
  expect(explain('wrong-result', { mismatches })).toBe(
    `deviates: GetObject gives Buckets[?Name=='BUCKET'] ["users","BUCKET",…] instead of ["BUCKET"]`,
  );
});

test('a long value is cut', () => {
  const mismatches = [{ path: 'body', expected: 'x'.repeat(500), actual: 'y' }];
  expect(explain('wrong-result', { mismatches }).length).toBeLessThan(150);
});

test('what the server says it lacks is not implemented, in a step and in a set-up', () => {
  expect(explainFailure({ ...failed, verdict: 'unsupported', kind: null }, [])).toBe('not implemented');
  const refused = { part: 'versioning', operation: 'PutBucketVersioning', bucket: 'b' } as const;
  const setUp = (status_code: number, error_code: string) =>
    explainFailure({ ...failed, set_up: { ...refused, status_code, error_code } }, []);
  expect(setUp(501, 'NotImplemented')).toBe('not implemented: PutBucketVersioning, which its set-up calls');
  expect(setUp(400, 'MalformedXML')).toBe(
    'deviates: PutBucketVersioning answers 400 MalformedXML in its set-up',
  );
});

test('results without the steps leave the reason of the case', () => {
  expect(explainFailure(failed, [])).toBe('deviates: test[0].steps[1]: GetObject: …');
});

test.each<[kind: CaseResult['kind'], facts: Partial<StepResult>, said: string]>([
  [
    'wrong-result',
    { error_message: 'unexpected content', actual: { ...answer(200), success: false }, mismatches: refusal },
    'GetObject answers 200 with a body that is not its own',
  ],
  [
    'wrong-result',
    {
      error_message: 'x-amz-checksum-crc32 says 0IXrEA==, but that of the body is OeZOJQ==',
      actual: { ...answer(200), success: false },
      mismatches: refusal,
    },
    'GetObject answers 200 with a checksum that is not that of its body',
  ],
  [
    'wrongly-accepted',
    {
      expected: { error_code: 'AccessDenied' },
      actual: { ...answer(200), success: false },
      mismatches: [{ path: 'error_code', expected: 'AccessDenied', actual: null }],
    },
    'GetObject answers 200 with a body that is not its own instead of AccessDenied',
  ],
  [
    'wrong-result',
    { actual: { ...answer(200), success: false }, error_message: 'http://127.0.0.1:4566 broke off' },
    'GetObject answers 200 and breaks off within the body',
  ],
  [
    'wrong-result',
    { status: 'error', error_message: 'http://127.0.0.1:4566 did not answer in time' },
    'GetObject gets no answer, while others do',
  ],
])('%s without a whole response of its own: %j', (kind, facts, said) => {
  expect(explain(kind, facts)).toBe(`deviates: ${said}`);
});
