import type { Column } from '../../comparison/columns.js';
import type { Comparison, Row } from '../../comparison/compare.js';
import type { OutcomeWord } from '../../comparison/outcome.js';
import type { Tone } from '../paint.js';
import { withheldLine } from '../withheld.js';
import { count } from '../words.js';

/** How an outcome is shown: a glyph and a word, so that it can be read without colours. */
export const outcomeLooks = {
  pass: { glyph: '✓', word: 'passed', tone: 'pass' },
  tolerated: { glyph: '≈', word: 'tolerated', tone: 'pass' },
  fail: { glyph: '✗', word: 'failed', tone: 'fail' },
  unsupported: { glyph: '○', word: 'unsupported', tone: 'fail' },
  error: { glyph: '!', word: 'error', tone: 'error' },
  blocked: { glyph: '⊘', word: 'blocked', tone: 'skipped' },
  skipped: { glyph: '-', word: 'skipped', tone: 'skipped' },
  absent: { glyph: ' ', word: 'absent', tone: 'skipped' },
} as const satisfies Record<
  OutcomeWord,
  { readonly glyph: string; readonly word: string; readonly tone: Tone }
>;

/** What one column came to, of all that applies to it, as in the report of its run: `704 of 757 work, 385 exactly`. */
export function describeColumn({ tests }: Column): string {
  const { passed, exact, total, skipped, blocked = 0 } = tests;
  return `${passed} of ${total - skipped + blocked} work, ${exact} exactly`;
}

/** How far the columns are apart, in one line. */
export function describeDifferences({ rows, columns }: Comparison): string {
  const different = rows.filter((row) => row.is_different).length;
  const alone = columns.map(({ label }, index) => [label, failingOnlyIn(rows, index).length] as const);
  const said = alone
    .filter(([, number]) => number > 0)
    .map(([label, number]) => `${number} only in ${label}`);
  const fails = said.length === 0 ? '' : `; not working ${said.join(', ')}`;
  return `${count(rows.length, 'case')}, ${different} different${fails}`;
}

/** The cases that work everywhere but in one column. */
export function failingOnlyIn(rows: readonly Row[], column: number): readonly Row[] {
  return rows.filter((row) => row.fails_only_in === column);
}

/** What was not compared, and what is not whole: sentences, none where there is nothing to say. */
export function describeGaps({ columns, left_out }: Comparison): readonly string[] {
  return columns.flatMap((column, index) => {
    const { label, is_whole } = column;
    const number = left_out[index] ?? 0;
    const withheld = withheldLine(column);
    return [
      ...(is_whole ? [] : [`${label}: the run did not come to its end`]),
      ...(number === 0 ? [] : [`${label}: ${count(number, 'case')} left out, which not all results have`]),
      ...(withheld === null ? [] : [`${label}: ${withheld}`]),
    ];
  });
}
