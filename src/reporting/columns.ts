import { displayWidth } from './display-width.js';

/** A cell: its text, and how it is painted once its width is known. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
  readonly align?: 'start' | 'end';
}

/** Lines of cells in columns as wide as their widest cell, two spaces apart, without spaces at the end. */
export function alignColumns(rows: readonly (readonly (Cell | string)[])[]): readonly string[] {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [column, { text }] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, displayWidth(text));
    }
  }
  return cells.map((row) => {
    const last = row.findLastIndex(({ text }) => text !== '');
    return row
      .slice(0, last + 1)
      .map((cell, column) => {
        const isRagged = column === last && cell.align !== 'end';
        const fill = ' '.repeat(isRagged ? 0 : (widths[column] ?? 0) - displayWidth(cell.text));
        const text = cell.paint === undefined ? cell.text : cell.paint(cell.text);
        return cell.align === 'end' ? fill + text : text + fill;
      })
      .join('  ');
  });
}
