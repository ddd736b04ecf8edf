import { expect } from 'vitest';
import { checkBaseline, readBaseline } from '../../../../src/conformance/index.js';
import type { CaseResult, Results } from '../../../../src/results/types.js';

/** A case as it was judged. */
export function found(
  id: string,
  verdict: CaseResult['verdict'],
  kind: CaseResult['kind'] = null,
): CaseResult {
  return { id, title: null, group_name: 'g', verdict, kind, reason: null, duration: 0, steps: [] };
}

/** The results of a run of a suite. */
export function resultsOf(...cases: CaseResult[]): Results {
  return {
    session_id: 's',
    config_file: null,
    config_files: [],
    s3tester_version: '0',
    result_format: 1,
    target: { endpoint_url: 'http://127.0.0.1:1', region: 'us-east-1', server: 'Some/1' },
    start_time: '2026-11-01T00:00:00.000Z',
    end_time: '2026-11-01T00:00:01.000Z',
    interrupted: false,
    endpoint_lost: null,
    total_operations: 0,
    summary: { passed: 0, failed: 0, error: 0, skipped: 0, success_rate: 0 },
    results: [],
    cases,
    conformance: {
      suite_version: '1.0.0',
      plan: 'p',
      levels: [],
      features: [],
      operations: [],
      parameters: [],
      crashes: [],
      baseline: null,
    },
  };
}

/** The baseline that a text holds, in which nothing is wrong. */
export async function baselineOf(text: string) {
  const { baseline, diagnostics } = await readBaseline({ name: 'known.yaml', text });
  expect(diagnostics).toEqual([]);
  if (!baseline) {
    throw new Error('the baseline was not read');
  }
  return baseline;
}

/** The ids of a whole suite. */
export const ids = ['a/one', 'a/two', 'a/three', 'b/four'];

/** Holds cases against a baseline, on a day of 2026. */
export const check = async (text: string, ...cases: CaseResult[]) =>
  checkBaseline(resultsOf(...cases), await baselineOf(text), 'known.yaml', ids, '2026-11-22');

/** How each case stands to the baseline, by id. */
export const standings = (results: Results) =>
  Object.fromEntries(results.cases.map(({ id, baseline }) => [id, baseline]));
