/** What a list shows of one thing, by the names of its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** Rows as a table of these columns, under their names. */
export function renderRows(rows: readonly Row[], names: readonly string[]): string {
  const table = [names, ...rows.map((row) => names.map((name) => renderCell(row[name])))];
  const widths = names.map((_, column) => Math.max(...table.map((cells) => cells[column]?.length ?? 0)));
  return `${table
    .map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

function renderCell(value: unknown): string {
  if (value === null || value === undefined || value === false) {
    return '';
  }
  if (value === true) {
    return 'yes';
  }
  return Array.isArray(value) ? value.join(', ') : String(value);
}
