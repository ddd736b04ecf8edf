import type { Finding } from '../history/verdict.js';
import { describeOperation } from './describe-operation.js';
import { type Bar, createTimeline } from './timeline.js';

/**
 * A finding as text: its sentence, a line for each client with its operations from left to right, and a table with the times.
 * Operations above each other overlap in time.
 */
export function renderFindingText({ message, bucket, key, operations }: Finding): string {
  const { lanes, start } = createTimeline(operations);
  const names = lanes.map(({ client }) => `client ${client}`);
  const nameWidth = Math.max(0, ...names.map(({ length }) => length));
  const drawn = lanes.map(
    ({ bars }, index) => `  ${(names[index] ?? '').padEnd(nameWidth)}  ${drawBars(bars)}`,
  );
  const rows = operations.map((operation) => [
    `${operation.call - start}`,
    operation.return === null ? 'never' : `${operation.return - start}`,
    `client ${operation.client}`,
    `endpoint ${operation.endpoint}`,
    `${operation.id}`,
    describeOperation(operation),
  ]);
  return [
    message,
    `  ${bucket}/${key}`,
    '',
    ...drawn,
    '',
    ...alignColumns([['call', 'return', '', '', 'id', 'microseconds since the first call'], ...rows]),
    '',
  ].join('\n');
}

function drawBars(bars: readonly Bar[]): string {
  let line = '';
  for (const { label, from, to, isOpen } of bars) {
    const room = to - from - 1;
    const filled = ` ${label} `.padEnd(room, '-').slice(0, Math.max(room, label.length + 2));
    line = `${line.padEnd(from)}[${filled}${isOpen ? '…' : ']'}`;
  }
  return line;
}

function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => (column < 2 || column === 4 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ')}`.trimEnd(),
  );
}
