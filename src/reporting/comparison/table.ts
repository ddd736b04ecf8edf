import { type Changes, changesBetween } from '../../comparison/changes.js';
import type { Comparison, Row } from '../../comparison/compare.js';
import { alignColumns, type Cell } from '../columns.js';
import { shorten } from '../display-width.js';
import type { ReportOptions } from '../format.js';
import { createPaint, type Paint } from '../paint.js';
import { oneLine } from '../printable.js';
import { count } from '../words.js';
import { describeColumn, describeDifferences, describeGaps, outcomeLooks } from './words.js';

/** A comparison for people in a terminal: the columns, then a line for each case that is not alike everywhere. */
export function renderComparison(comparison: Comparison, options: ReportOptions): string {
  const { columns, rows } = comparison;
  const paint = createPaint(options.color);
  const shown = options.verbose ? rows : rows.filter((row) => row.is_different);
  const heads = alignColumns(
    columns.map((column, index): readonly Cell[] => [
      { text: `${index + 1}`, paint: (text) => paint('quiet', text) },
      { text: oneLine(column.label), paint: (text) => paint('strong', text) },
      { text: oneLine(column.server ?? column.endpoint_url) },
      { text: describeColumn(column) },
      { text: column.start_time.slice(0, 10), paint: (text) => paint('quiet', text) },
    ]),
  );
  const legend = columns.map((_, index) => String(index + 1));
  const matrix =
    shown.length === 0
      ? []
      : alignColumns([legend.concat('case'), ...shown.map((row) => renderRow(row, paint, options.width))]);
  return finish([heads, matrix, [...describeGaps(comparison), describeDifferences(comparison)]]);
}

function renderRow({ id, cells }: Row, paint: Paint, width: number): readonly Cell[] {
  return [
    ...cells.map(({ outcome }): Cell => {
      const { glyph, tone } = outcomeLooks[outcome];
      return { text: glyph, paint: (text) => paint(tone, text) };
    }),
    { text: shorten(oneLine(id), Math.max(20, width - cells.length * 3)) },
  ];
}

/** Every column against an older one, for a terminal: what regressed first, each with its reason. */
export function renderChanges(comparison: Comparison, older: number, options: ReportOptions): string {
  const paint = createPaint(options.color);
  const { columns } = comparison;
  const sections = columns.flatMap((column, index) => {
    if (index === older) {
      return [];
    }
    const changes = changesBetween(comparison, older, index);
    const title = `${oneLine(column.label)} against ${oneLine(columns[older]?.label ?? '')}: ${describeChanges(changes)}`;
    return [
      [paint('strong', title)],
      changes.regressed.flatMap((row) => renderChange('fail', '✗ regressed', row, index, paint)),
      changes.fixed.flatMap((row) => renderChange('pass', '✓ fixed', row, index, paint)),
    ];
  });
  return finish([...sections, [...describeGaps(comparison)]]);
}

/** The reason is never cut: it is what a regression is looked up for. */
function renderChange(
  tone: 'fail' | 'pass',
  word: string,
  { id, cells }: Row,
  column: number,
  paint: Paint,
): readonly string[] {
  const reason = cells[column]?.reason;
  return [`${paint(tone, word)}  ${oneLine(id)}`, ...(reason ? [`    ${oneLine(reason)}`] : [])];
}

/** The changes in one line: `2 regressed, 5 fixed, 1 new, 0 gone; 641 as before`. */
export function describeChanges(changes: Changes): string {
  const { regressed, fixed, exactness, still_failing, unchanged } = changes;
  const parts = [
    `${regressed.length} regressed`,
    `${fixed.length} fixed`,
    `${changes.new.length} new`,
    `${changes.gone.length} gone`,
    ...(exactness.length === 0 ? [] : [`${count(exactness.length, 'change')} of exactness`]),
  ];
  return `${parts.join(', ')}; as before: ${unchanged} work, ${still_failing} do not`;
}

function finish(sections: readonly (readonly string[])[]): string {
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
