import { describe, expect, test } from 'vitest';
import { evidenceOfCases, evidenceOfConsistency, evidenceOfReplay } from '../../../src/qualify/evidence.js';
import type { CaseResult, StepResult } from '../../../src/results/types.js';

function makeCase(one: Partial<CaseResult>): CaseResult {
  return {
    ...{ id: 'a/one', title: null, group_name: 'a', verdict: 'pass', kind: null, reason: null },
    ...{ duration: 0, steps: [] },
    ...one,
  };
}

function makeStep(step: Partial<StepResult>): StepResult {
  return {
    ...{ group_name: 'a', phase: 'test', case: 'a/one', step: 'test[0]', kind: 'operation' },
    ...{ operation_name: 'PutObject', name: null, iteration: null, credential: 'main', status: 'fail' },
    ...{ duration: 0, parameters: {}, expected: {}, error_message: null, skip_reason: null },
    actual: { success: true, status_code: 200, response: {} },
    mismatches: [{ path: 'success', expected: false, actual: true }],
    timestamp: '2026-11-30T12:00:00.000Z',
    http: [{ method: 'PUT', url: 'http://127.0.0.1/b/k', status: 200, request_id: null, duration: 0 }],
    reproduce: 'curl',
    ...step,
  };
}

const none = (): readonly string[] => [];

describe('the evidence of cases', () => {
  test('one that passes has no reason, no exchange and no command', () => {
    const [evidence] = evidenceOfCases({ cases: [makeCase({})], results: [] }, none);
    expect(evidence).toEqual({
      ...{ kind: 'case', id: 'a/one', outcome: 'met', data_outcome: null, differences: null },
      ...{ reason: null, exchange: null, reproduce: null },
    });
  });

  test('one that fails has the exchange in which it was seen', () => {
    const failed = makeCase({ verdict: 'fail', kind: 'wrongly-accepted', reason: 'r', reproduce: 'c' });
    const steps = [makeStep({ status: 'pass', operation_name: 'HeadObject' }), makeStep({})];
    expect(evidenceOfCases({ cases: [failed], results: steps }, none)).toEqual([
      {
        ...{ kind: 'case', id: 'a/one', outcome: 'ignored', data_outcome: null, reason: 'r', reproduce: 'c' },
        differences: { paths: ['success'], cut_short: false },
        exchange: {
          ...{ operation: 'PutObject', request: 'PUT http://127.0.0.1/b/k', status: 200 },
          ...{ path: 'success', expected: false, actual: true },
        },
      },
    ]);
  });

  test('a wrong result that a client cannot do without is noticed', () => {
    const failed = makeCase({ verdict: 'fail', kind: 'wrong-result', reason: 'r' });
    const step = makeStep({ mismatches: [{ path: 'headers.etag', expected: '"a"', actual: null }] });
    expect(evidenceOfCases({ cases: [failed], results: [step] }, none)[0]?.outcome).toBe('refused');
  });

  test('a race that more than one wins is not noticed, although it has no response of its own', () => {
    const failed = makeCase({ verdict: 'fail', kind: 'wrong-result', reason: 'r' });
    const step = makeStep({ actual: null, mismatches: [{ path: 'all', expected: 1, actual: 8 }] });
    expect(evidenceOfCases({ cases: [failed], results: [step] }, none)[0]?.outcome).toBe('ignored');
  });

  test('one that failed once and then passed decides nothing, and says so', () => {
    const flaky = makeCase({ verdict: 'fail', kind: 'wrongly-accepted', reason: 'r', is_flaky: true });
    expect(evidenceOfCases({ cases: [flaky], results: [] }, none)[0]).toMatchObject({
      outcome: 'not-decided',
      reason: 'it failed once, and passed when it was tried again: r',
    });
  });

  test.each([
    ['unsupported', null, 'refused'],
    ['fail', 'wrong-result', 'not-decided'],
    ['pass', null, 'not-decided'],
  ] as const)('one that waits for a probe that is %s, %s, is %s', (verdict, kind, outcome) => {
    const cases = [makeCase({ verdict: 'blocked' }), makeCase({ id: 'a/probe', verdict, kind })];
    const evidence = evidenceOfCases({ cases, results: [] }, (id) => (id === 'a/one' ? ['a/probe'] : []));
    expect(evidence[0]?.outcome).toBe(outcome);
  });

  test('long texts are cut', () => {
    const failed = makeCase({ verdict: 'fail', kind: 'wrong-result', reason: 'r' });
    const mismatches = [{ path: 'body', expected: 'x'.repeat(500), actual: ['y'.repeat(500), 1, null] }];
    const [evidence] = evidenceOfCases({ cases: [failed], results: [makeStep({ mismatches })] }, none);
    expect(evidence?.exchange?.expected).toBe(`${'x'.repeat(200)}…`);
    expect(evidence?.exchange?.actual).toEqual([`${'y'.repeat(200)}…`, 1, null]);
  });
});

describe('the evidence of a replay', () => {
  test('is that of its worst request', () => {
    const refused = makeStep({ step: 'test[1]', actual: { success: false, status_code: 501, response: {} } });
    const evidence = evidenceOfReplay('/p/job.yaml', { results: [refused, makeStep({ step: 'test[2]' })] });
    expect(evidence).toMatchObject({
      ...{ kind: 'replay', id: '/p/job.yaml', outcome: 'ignored', reproduce: 'curl' },
      reason: 'a test[2]: PutObject: success: expected false, actual true',
    });
  });

  test('that holds has no reason, and one of nothing decides nothing', () => {
    expect(evidenceOfReplay('f', { results: [makeStep({ status: 'pass', mismatches: [] })] })).toMatchObject({
      ...{ outcome: 'met', reason: null, exchange: null, reproduce: null },
    });
    expect(evidenceOfReplay('f', { results: [] })).toMatchObject({
      ...{ outcome: 'not-decided', reason: 'nothing was replayed' },
    });
  });
});

test('the evidence of a workload names the first violation, and the command that tries it again', () => {
  const finding = { message: 'one was lost', bucket: 'b', key: 'k', operations: [] };
  const verdicts = [{ checker: 'queue', verdict: 'violated' as const, operations: 3, findings: [finding] }];
  const results = {
    ...{
      consistency_format: 1 as const,
      s3tester_version: '1',
      start_time: '',
      endpoints: [],
      model: 'strong',
    },
    ...{ workloads: ['queue'], clients: 1, seed: 1, seconds: 1, operations: 3, faults: 0 },
    ...{ outcomes: { ok: 3, failed: 0, refused: 0, unknown: 0 }, not_judged: [], features: [], problems: [] },
    ...{ interrupted: false, history: null },
  };
  expect(evidenceOfConsistency('queue', { ...results, verdicts }, 'again')).toMatchObject({
    ...{
      kind: 'consistency',
      id: 'queue',
      outcome: 'ignored',
      reason: 'queue: one was lost',
      reproduce: 'again',
    },
  });
  expect(evidenceOfConsistency('queue', { ...results, verdicts: [] }, 'again')).toMatchObject({
    ...{ outcome: 'met', reason: null, reproduce: null },
  });
});
