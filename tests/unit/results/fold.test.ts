import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunEvent, RunFinished, RunStarted } from '../../../src/results/events.js';
import { createFold, fold } from '../../../src/results/fold.js';
import type { CaseResult, Status } from '../../../src/results/types.js';
import { step } from '../reporting/sample-results.js';

const started: RunStarted = {
  type: 'run-started',
  session_id: 'b7c0',
  config_files: ['a.yaml', 'b.yaml'],
  s3tester_version: '0.1.0',
  endpoint_url: 'http://127.0.0.1:9000',
  region: 'us-east-1',
  start_time: '2026-11-22T10:00:00.000Z',
  total_operations: 5,
  total_groups: 2,
};

const finished: RunFinished = {
  type: 'run-finished',
  end_time: '2026-11-22T10:00:09.000Z',
  server: 'MinIO',
  interrupted: false,
  endpoint_lost: null,
  budget_spent: null,
};

function stepFinished(order: readonly number[], status: Status = 'pass'): RunEvent {
  return { type: 'step-finished', order, result: step({ step: `test[${order.join('.')}]`, status }) };
}

function caseFinished(order: readonly number[], id: string): RunEvent {
  const result: CaseResult = {
    id,
    title: null,
    group_name: 'Upload',
    verdict: 'pass',
    kind: null,
    reason: null,
    duration: 0.1,
    steps: [],
  };
  return { type: 'case-finished', order, result };
}

const middle: readonly RunEvent[] = [
  stepFinished([0, 0, 0]),
  stepFinished([0, 1, 0], 'fail'),
  stepFinished([0, 1, 0, 3]),
  stepFinished([0, 1, 2], 'skipped'),
  stepFinished([0, 1, 10], 'error'),
  stepFinished([1, 1, 0]),
  caseFinished([0, 1], 'object/first'),
  caseFinished([1, 1], 'object/second'),
  { type: 'step-started', group_name: 'Upload', step: 'test[0]' },
  { type: 'group-finished', group_name: 'Upload' },
];

describe('fold', () => {
  test('puts steps and cases in the order of the configuration', async () => {
    const results = await fold([started, ...middle.toReversed(), finished]);
    expect(results.results.map((result) => result.step)).toEqual([
      'test[0.0.0]',
      'test[0.1.0]',
      'test[0.1.0.3]',
      'test[0.1.2]',
      'test[0.1.10]',
      'test[1.1.0]',
    ]);
    expect(results.cases.map(({ id }) => id)).toEqual(['object/first', 'object/second']);
  });

  test('gives the same results however the events interleave', async () => {
    const expected = await fold([started, ...middle, finished]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...middle], { minLength: middle.length, maxLength: middle.length }),
        async (shuffled) => {
          expect(await fold([started, ...shuffled, finished])).toEqual(expected);
        },
      ),
    );
  });

  test('carries the facts of the run and counts its steps', async () => {
    const { results: _, cases: __, ...facts } = await fold([started, ...middle, finished]);
    expect(facts).toEqual({
      session_id: 'b7c0',
      config_file: 'a.yaml',
      config_files: ['a.yaml', 'b.yaml'],
      s3tester_version: '0.1.0',
      result_format: 1,
      target: { endpoint_url: 'http://127.0.0.1:9000', region: 'us-east-1', server: 'MinIO' },
      start_time: '2026-11-22T10:00:00.000Z',
      end_time: '2026-11-22T10:00:09.000Z',
      interrupted: false,
      endpoint_lost: null,
      total_operations: 6,
      summary: { passed: 3, failed: 1, error: 1, skipped: 1, success_rate: 0.6 },
      tests: { total: 8, passed: 5, exact: 5, failed: 1, error: 1, skipped: 1 },
    });
  });

  test('carries the buckets that stayed behind', async () => {
    const problem = { bucket: 'b-1', credential: 'main', reason: 'AccessDenied' };
    const { left_behind } = await fold([started, { type: 'clean-up-problem', ...problem }, finished]);
    expect(left_behind).toEqual([problem]);
  });

  test('a run in which nothing was judged has a success rate of 0', async () => {
    const results = await fold([started, stepFinished([0], 'skipped'), finished]);
    expect(results.summary).toEqual({ passed: 0, failed: 0, error: 0, skipped: 1, success_rate: 0 });
  });

  test('a stream that broke off counts as interrupted and ends with its last step', () => {
    const folding = createFold();
    folding.add(started);
    folding.add({ type: 'step-finished', order: [0], result: step({ at: 3, duration: 0.5 }) });
    expect(folding.results()).toMatchObject({ interrupted: true, end_time: '2026-11-22T10:00:03.500Z' });
  });

  test('has no results before the run started', () => {
    expect(() => createFold().results()).toThrow('run-started');
  });
});
