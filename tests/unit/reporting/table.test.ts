import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

describe('table', () => {
  test('a run with everything in it', async () => {
    await expect(report('table', mixedResults, { width: 100 })).toMatchFileSnapshot('golden/mixed.table.txt');
  });

  test('verbose: every step, and what went over the wire', async () => {
    await expect(report('table', mixedResults, { width: 100, verbose: true })).toMatchFileSnapshot(
      'golden/mixed-verbose.table.txt',
    );
  });

  test('a long difference is cut, unless all is asked for', () => {
    const keys = Array.from({ length: 100 }, (_, index) => `key-${index}`);
    const results = resultsOf([
      step({ status: 'fail', mismatches: [{ path: 'response.Keys', expected: ['key-0'], actual: keys }] }),
    ]);
    const brief = report('table', results);
    expect(brief.split('\n').length).toBeLessThan(40);
    expect(brief).toMatch(/ {3}… \d+ more lines\n/);
    expect(report('table', results, { verbose: true })).toContain('key-99');
  });

  test('a terminal without a width gets the usual one', () => {
    expect(report('table', mixedResults, { width: 0 })).toBe(report('table', mixedResults));
  });
});
