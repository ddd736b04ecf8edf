import { expect, test } from 'vitest';
import { alignColumns } from '../../../src/reporting/columns.js';

test('aligns columns, also with wide and painted cells', () => {
  const rows = [
    ['漢字', { text: '1', align: 'end' as const }],
    [
      { text: 'ab', paint: (text: string) => `<${text}>` },
      { text: '10', align: 'end' as const },
    ],
    ['last', ''],
  ];
  expect(alignColumns(rows)).toEqual(['漢字   1', '<ab>    10', 'last']);
});
