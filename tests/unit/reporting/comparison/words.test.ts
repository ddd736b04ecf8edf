import { expect, test } from 'vitest';
import { describeColumn } from '../../../../src/reporting/comparison/words.js';
import { describePassed } from '../../../../src/reporting/scores.js';
import { compared, failed, fileOf, passed } from '../../comparison/compared.js';
import { found } from '../../conformance/baseline/judged-cases.js';

test('a column counts what a report of the same run counts: all that applies, with what is blocked', () => {
  const file = fileOf('one', [
    passed('a/exact'),
    passed('a/tolerated', { exact: false }),
    failed('a/failed'),
    found('a/unsupported', 'unsupported'),
    found('a/blocked', 'blocked'),
    found('a/skipped', 'skipped'),
  ]);
  const [column] = compared([file, file]).columns;
  expect(column && describeColumn(column)).toBe('2 of 5 work, 1 exactly');
  expect(describePassed(file.results)).toBe('2 of 5 cases work for clients, 1 of them exactly as AWS');
});
