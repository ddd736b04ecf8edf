import { describe, expect, test } from 'vitest';
import { renderYaml } from '../../../src/reporting/yaml.js';
import { readResults } from '../../../src/results/read.js';
import type { Results } from '../../../src/results/types.js';
import { writtenResults } from '../../support/written-results.js';
import { mixedResults } from '../reporting/sample-results.js';

function changed(change: (data: Record<string, unknown>) => void): string {
  const data = JSON.parse(JSON.stringify(mixedResults)) as Record<string, unknown>;
  change(data);
  return JSON.stringify(data);
}

describe('a result file', () => {
  test('is read as it was written, as JSON and as YAML', () => {
    expect(readResults(JSON.stringify(mixedResults), 'a.json')).toEqual({ results: mixedResults });
    expect(readResults(renderYaml(mixedResults), 'a.yaml')).toEqual({ results: mixedResults });
  });

  test('may hold more than is known', () => {
    const text = changed((data) => Object.assign(data, { suite_version: '1.0.0' }));
    expect(readResults(text, 'a.json')).toMatchObject({ results: { suite_version: '1.0.0' } });
  });

  test.each(['conformance', 'interrupted'] as const)(
    'of an earlier version is read as it is: %s',
    async (name) => {
      const text = await writtenResults(name);
      expect(readResults(text, 'a.json')).toEqual({ results: JSON.parse(text) });
      expect(readResults(renderYaml(JSON.parse(text) as Results), 'a.yaml')).toEqual({
        results: JSON.parse(text),
      });
    },
  );

  test.each([
    ['{"a":', 'unreadable', /^a\.json is neither JSON nor YAML: .*JSON/],
    ['a: b: c', 'unreadable', /^a\.json is neither JSON nor YAML: /],
    ['[1, 2]', 'not-results', 'a.json is not a result file of s3tester: it has no result_format'],
    ['', 'not-results', 'a.json is not a result file of s3tester: it has no result_format'],
    ['{"result_format": 2}', 'other-version', 'a.json has result_format 2; this s3tester reads 1'],
    [
      changed((data) => Object.assign(data, { summary: { passed: '3' } })),
      'wrong-shape',
      'a.json is not a complete result file: summary.passed must be a number, found "3"',
    ],
    [
      changed((data) => Object.assign(data, { results: [{ ...mixedResults.results[0], status: 'ok' }] })),
      'wrong-shape',
      'a.json is not a complete result file: results[0].status must be one of pass, fail, error, skipped, found "ok"',
    ],
    [
      changed((data) => Object.assign(data, { cases: {} })),
      'wrong-shape',
      'a.json is not a complete result file: cases must be a list, found an object',
    ],
    [
      changed((data) => delete data.target),
      'wrong-shape',
      'a.json is not a complete result file: target is missing; it must be an object',
    ],
  ])('%.40s: %s', (text, code, message) => {
    expect(readResults(text, 'a.json')).toEqual({
      problem: {
        code,
        file: 'a.json',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      },
    });
  });
});
