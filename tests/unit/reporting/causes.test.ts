import { expect, test } from 'vitest';
import { causesOf, countProblems, describeCauses, unexpectedIn } from '../../../src/reporting/causes.js';
import { sourceOf } from '../../../src/results/source.js';
import type { CaseResult } from '../../../src/results/types.js';
import { resultsOf, step } from './sample-results.js';

const failed = (id: string, changes: Partial<CaseResult> = {}): CaseResult => ({
  id,
  title: null,
  group_name: 'Upload',
  verdict: 'fail',
  kind: 'wrongly-accepted',
  reason: null,
  duration: 0,
  steps: ['test[0]'],
  ...changes,
});

/** A step that accepted what it should have refused with a code. */
const accepted = (id: string | null, operation: string, code: string) =>
  step({
    case: id,
    operation_name: operation,
    status: 'fail',
    expected: { success: false, error_code: code },
    mismatches: [{ path: 'success', expected: false, actual: true }],
  });

const steps = [
  accepted('one', 'PutObject', 'NoSuchKey'),
  accepted('two', 'PutObject', 'BadDigest'),
  accepted('three', 'PutObject', 'BadDigest'),
  accepted('four', 'UploadPart', 'InvalidDigest'),
];
const cases = ['one', 'two', 'three', 'four'].map((id) => failed(id));

test('failures of one cause stand together, the most first, and in it those of one operation', () => {
  const causes = causesOf(unexpectedIn(sourceOf(resultsOf(steps, { cases }))));
  expect(
    causes.map(({ text, problems, parts }) => [
      countProblems(problems),
      text,
      parts.map((part) => [part.problems.length, part.text]),
    ]),
  ).toEqual([
    [
      '3 cases',
      'expected BadDigest or InvalidDigest, got 200 (PutObject and UploadPart)',
      [
        [2, 'PutObject: expected BadDigest, got 200'],
        [1, 'UploadPart: expected InvalidDigest, got 200'],
      ],
    ],
    ['1 case', 'PutObject: expected NoSuchKey, got 200', [[1, 'PutObject: expected NoSuchKey, got 200']]],
  ]);
  expect(describeCauses(causes, 2)).toBe('4 cases went wrong, for 2 causes');
  expect(describeCauses(causes, 1)).toBe('4 cases went wrong, for 2 causes; the 1 largest have 75 % of them');
});

test('what a case is about leads, and where it was seen follows', () => {
  const reference = 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html';
  const operations = ['CopyObject', 'GetObject', 'HeadObject'];
  const lost = (id: string, operation: string, expected: string) =>
    step({
      ...{ case: id, operation_name: operation, status: 'fail' },
      mismatches: [{ path: 'headers.content-type', expected, actual: null }],
    });
  const seen = [lost('one', 'GetObject', 'text/a'), lost('two', 'HeadObject', 'text/b')];
  const copies = ['one', 'two'].map((id) => failed(id, { reference, operations }));
  const [cause] = causesOf(unexpectedIn(sourceOf(resultsOf(seen, { cases: copies }))));
  expect(cause?.text).toBe(
    'CopyObject (seen in GetObject and HeadObject): expected headers.content-type, got nothing',
  );
  expect(cause?.parts[0]?.text).toBe(
    'CopyObject (seen in GetObject): expected headers.content-type text/a, got nothing',
  );
});

test('what a baseline expects is not unexpected', () => {
  const known = cases.map((one) => (one.id === 'one' ? { ...one, baseline: 'expected' as const } : one));
  const problems = unexpectedIn(sourceOf(resultsOf(steps, { cases: known })));
  expect(problems.map((problem) => problem.case?.id)).toEqual(['two', 'three', 'four']);
});

test('a step outside of cases is a test of its own', () => {
  const problems = unexpectedIn(sourceOf(resultsOf([accepted(null, 'PutObject', 'NoSuchKey')])));
  expect(countProblems(problems)).toBe('1 test');
});
