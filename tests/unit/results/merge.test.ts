import { describe, expect, test } from 'vitest';
import { mergeResults } from '../../../src/results/merge.js';
import type { CaseResult } from '../../../src/results/types.js';
import { resultsOf, step } from '../reporting/sample-results.js';

function caseOf(id: string, verdict: CaseResult['verdict'], group_name = 'A'): CaseResult {
  return { id, title: null, group_name, verdict, kind: null, reason: null, duration: 0, steps: [] };
}

const target = { endpoint_url: 'http://127.0.0.1:9001', region: 'us-east-1', server: 'MinIO' };

describe('merge', () => {
  test('joins shards group by group, and counts anew', () => {
    const first = resultsOf(
      [step({ group_name: 'A', step: 'a1' }), step({ group_name: 'B', step: 'b1', status: 'fail' })],
      { config_files: ['x.yaml', 'y.yaml'], end_time: '2026-11-22T10:00:09.000Z' },
    );
    const second = resultsOf([step({ group_name: 'A', step: 'a2' }), step({ group_name: 'C', step: 'c1' })], {
      config_files: ['y.yaml', 'z.yaml'],
      start_time: '2026-11-22T09:59:00.000Z',
      interrupted: true,
      left_behind: [{ bucket: 'b-1', credential: 'main', reason: 'AccessDenied' }],
      target,
    });
    expect(
      mergeResults([
        { file: '1.json', results: first },
        { file: '2.json', results: second },
      ]),
    ).toMatchObject({
      results: {
        config_files: ['x.yaml', 'y.yaml', 'z.yaml'],
        start_time: '2026-11-22T09:59:00.000Z',
        end_time: '2026-11-22T10:00:09.000Z',
        interrupted: true,
        left_behind: [{ bucket: 'b-1' }],
        total_operations: 4,
        summary: { passed: 3, failed: 1, error: 0, skipped: 0, success_rate: 0.75 },
        results: [{ step: 'a1' }, { step: 'a2' }, { step: 'b1' }, { step: 'c1' }],
      },
    });
  });

  test('a case that one shard skipped and another judged counts once, as judged', () => {
    const skipping = resultsOf([step({ case: 'one', status: 'skipped' })], {
      cases: [caseOf('one', 'skipped')],
    });
    const judging = resultsOf([step({ case: 'one' })], { cases: [caseOf('one', 'pass')] });
    for (const list of [
      [skipping, judging],
      [judging, skipping],
    ]) {
      const merged = mergeResults(list.map((results, index) => ({ file: `${index}.json`, results })));
      expect(merged).toMatchObject({
        results: {
          total_operations: 1,
          cases: [{ id: 'one', verdict: 'pass' }],
          results: [{ case: 'one', status: 'pass' }],
        },
      });
    }
  });

  test('a case that was judged twice is a conflict', () => {
    const results = resultsOf([], { cases: [caseOf('one', 'pass')] });
    expect(
      mergeResults([
        { file: '1.json', results },
        { file: '2.json', results },
      ]),
    ).toEqual({
      problem: {
        code: 'conflict',
        file: '2.json',
        message: 'the case one was judged twice: in 1.json and in 2.json',
      },
    });
  });

  test('results of two kinds of server are a conflict', () => {
    expect(
      mergeResults([
        { file: '1.json', results: resultsOf([], { target: { ...target, server: null } }) },
        { file: '2.json', results: resultsOf([]) },
        { file: '3.json', results: resultsOf([], { target: { ...target, server: 'Ceph' } }) },
      ]),
    ).toMatchObject({
      problem: {
        message:
          'results of different servers are compared, not merged: 2.json is of MinIO, 3.json is of Ceph',
      },
    });
  });

  test('times that cannot be read are a conflict', () => {
    const latency = { count: 1, min: 1, mean: 1, max: 1, p50: 1, p90: 1, p95: 1, p99: 1, p99_9: 1 };
    const turns = { passed: 1, failed: 0, error: 0, skipped: 0, latency: { ...latency, histogram: 'none' } };
    const results = resultsOf([step({ turns })]);
    const list = ['1.json', '2.json'].map((file) => ({ file, results }));
    expect(mergeResults(list)).toMatchObject({
      problem: {
        message: expect.stringContaining('the times of a loop cannot be merged: this is no HDR histogram'),
      },
    });
  });

  test('nothing cannot be merged', () => {
    expect(mergeResults([])).toMatchObject({ problem: { message: 'there is nothing to merge' } });
  });
});
