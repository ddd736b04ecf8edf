import { describe, expect, test } from 'vitest';
import { failureOf } from '../../../src/cli/describe-failure.js';
import type { RunEvent } from '../../../src/results/events.js';
import type { CaseResult } from '../../../src/results/types.js';
import { step } from '../reporting/sample-results.js';

const ended = (changes: Partial<CaseResult>): RunEvent => ({
  type: 'case-finished',
  order: [0],
  result: {
    id: 'object/a',
    title: null,
    group_name: 'object',
    verdict: 'fail',
    kind: 'wrong-error',
    reason: 'test[0]: status_code: expected 404, actual 403',
    duration: 0,
    steps: [],
    ...changes,
  },
});
const never = () => false;

describe('a failure, when it happens', () => {
  test('is a case that failed, with its verdict and the reason', () => {
    expect(failureOf(ended({}), never)).toEqual({
      status: 'fail',
      text: '✗ failed  object/a: wrong-error, test[0]: status_code: expected 404, actual 403',
    });
    expect(failureOf(ended({ verdict: 'unsupported', kind: null, reason: null }), never)?.text).toBe(
      '✗ failed  object/a: unsupported',
    );
    expect(failureOf(ended({ verdict: 'error', kind: null }), never)?.status).toBe('error');
  });

  test('is none where the case ended as it was expected to, or did not fail', () => {
    expect(failureOf(ended({}), ({ id }) => id === 'object/a')).toBeNull();
    for (const verdict of ['pass', 'skipped', 'blocked'] as const) {
      expect(failureOf(ended({ verdict }), never)).toBeNull();
    }
  });

  test('is a step of no case; those of a case are told with it', () => {
    const finished = (caseId: string | null): RunEvent => ({
      type: 'step-finished',
      order: [0],
      result: step({ status: 'fail', case: caseId, name: 'x\n\u001b[2J' }),
    });
    expect(failureOf(finished('a'), never)).toBeNull();
    expect(failureOf(finished(null), never)?.text).toBe(
      '✗ failed  Upload › test[0] › PutObject (x\\n\\x1b[2J): PutObject: expected success, got 200',
    );
    expect(failureOf({ type: 'group-finished', group_name: 'G' }, never)).toBeNull();
  });

  test('is short, whatever the server said', () => {
    expect(failureOf(ended({ reason: 'x'.repeat(1_000_000) }), never)?.text.length).toBeLessThan(500);
  });
});
