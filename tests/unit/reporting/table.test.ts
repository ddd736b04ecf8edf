import { describe, expect, test } from 'vitest';
import { report } from '../../../src/reporting/formats.js';
import { mixedResults } from './sample-results.js';

describe('table', () => {
  test('a run with everything in it', async () => {
    await expect(report('table', mixedResults, { width: 100 })).toMatchFileSnapshot('golden/mixed.table.txt');
  });

  test('verbose: every step, and what went over the wire', async () => {
    await expect(report('table', mixedResults, { width: 100, verbose: true })).toMatchFileSnapshot(
      'golden/mixed-verbose.table.txt',
    );
  });
});
