import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import type { Results } from '../../../src/results/types.js';
import { mixedResults, resultsOf, step } from './sample-results.js';

/** The rows of a file as a reader of CSV sees them, by the names of its first line. */
function rowsOf(results: Results): readonly Record<string, string>[] {
  return parse(report('csv', results), { columns: true, record_delimiter: '\r\n' });
}

describe('csv', () => {
  test('has a line for each test', () => {
    const rows = rowsOf(mixedResults);
    expect(report('csv', mixedResults).trimEnd().split('\r\n')).toHaveLength(rows.length + 1);
    expect(rows.map(({ test: name, status, state }) => [name, status, state])).toContainEqual([
      'object/put-object/if-match-etag',
      'failed',
      'unsupported',
    ]);
    expect(rows.map(({ test: name, status, state }) => [name, status, state])).toContainEqual([
      'object/get-object/if-match-etag',
      'skipped',
      'blocked',
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@a', ' =1', '＝1', 'a;=1', ';-1'])('no cell is a formula: %j', (text) => {
    const [row] = rowsOf(resultsOf([step({ status: 'fail', group_name: text, error_message: text })]));
    for (const cell of Object.values(row ?? {})) {
      expect(cell.split(';').filter((part) => /^\s*[=+\-@＝]/.test(part))).toEqual([]);
    }
    expect(row?.group).toContain("'");
  });

  test('whatever a server sends stays in its cell', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (text) => {
        const rows = rowsOf(
          resultsOf([step({ group_name: `a${text}`, status: 'fail', error_message: text })]),
        );
        expect(rows).toHaveLength(1);
        expect(rows[0]).toMatchObject({ status: 'failed', duration: '0.085' });
      }),
      { numRuns: 40 },
    );
  });
});
