import { describe, expect, test } from 'vitest';
import { outcomeOfReplay, outcomeOfStep } from '../../../../src/qualify/verdict/replay.js';
import type { StepResult } from '../../../../src/results/types.js';

type Judged = Parameters<typeof outcomeOfStep>[0];

function failed(success: boolean, ...paths: readonly string[]): Judged {
  const actual: StepResult['actual'] = { success, status_code: success ? 200 : 501, response: {} };
  const mismatches = paths.map((path) => ({ path, expected: 1, actual: 2 }));
  return { status: 'fail', actual, mismatches };
}

const passed: Judged = { ...failed(true), status: 'pass' };
const skipped: Judged = { ...failed(false), status: 'skipped' };
const unanswered: Judged = { status: 'error', actual: null, mismatches: [] };

describe('a replayed request', () => {
  test('that is refused is noticed, one that goes through against expectation is not', () => {
    expect(outcomeOfStep(failed(false, 'status_code'))).toBe('refused');
    expect(outcomeOfStep(failed(true, 'success', 'status_code'))).toBe('ignored');
  });

  test('that is answered with other bytes or keys is not noticed', () => {
    expect(outcomeOfStep(failed(true, 'body'))).toBe('ignored');
    expect(outcomeOfStep(failed(true, 'response.Contents[0].Key'))).toBe('ignored');
    expect(outcomeOfStep(failed(true, 'headers.x-amz-meta-a'))).toBe('ignored');
  });

  test('whose answer lacks what a client cannot do without is noticed', () => {
    expect(outcomeOfStep(failed(true, 'headers.etag'))).toBe('refused');
    expect(outcomeOfStep(failed(true, 'headers.content-range', 'headers.etag'))).toBe('refused');
    expect(outcomeOfStep(failed(true, 'headers.etag', 'body'))).toBe('ignored');
  });
});

test('a replay has the outcome of its worst request; what is skipped does not count, and nothing is nothing decided', () => {
  expect(outcomeOfReplay([passed, skipped])).toBe('met');
  expect(outcomeOfReplay([passed, failed(false, 'status_code'), failed(true, 'body')])).toBe('ignored');
  expect(outcomeOfReplay([passed, unanswered])).toBe('not-decided');
  expect(outcomeOfReplay([skipped])).toBe('not-decided');
});
