import { block } from './inline.js';

/** One line of a difference: on both sides, only expected (`-`), or only actual (`+`). */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

const mostLines = 200;
const context = 2;
// Narrow enough to give each item of a list its own line.
const memberWidth = 48;

/**
 * The lines in which two values differ, with a little context around them; `…` stands for what is left out.
 * Text is compared by its lines, lists and objects by those of their members.
 */
export function diff(expected: unknown, actual: unknown): readonly DiffLine[] {
  return withContext(compareLines(toLines(expected), toLines(actual)));
}

function toLines(value: unknown): readonly string[] {
  if (value === undefined) {
    return [];
  }
  const lines = typeof value === 'string' ? value.split('\n') : block(value, memberWidth);
  return lines.length <= mostLines ? lines : [...lines.slice(0, mostLines), '…'];
}

// The longest common subsequence: its table has at most `mostLines` squared cells.
function compareLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  const lengthAt = (row: number, column: number) => lengths[row * width + column] ?? 0;
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      lengths[row * width + column] =
        before[row] === after[column]
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
    }
  }
  const lines: DiffLine[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    const left = before[row];
    const right = after[column];
    if (left !== undefined && left === right) {
      lines.push({ sign: ' ', text: left });
      row += 1;
      column += 1;
    } else if (
      left !== undefined &&
      (right === undefined || lengthAt(row + 1, column) >= lengthAt(row, column + 1))
    ) {
      lines.push({ sign: '-', text: left });
      row += 1;
    } else if (right !== undefined) {
      lines.push({ sign: '+', text: right });
      column += 1;
    }
  }
  return lines;
}

function withContext(lines: readonly DiffLine[]): readonly DiffLine[] {
  const shown: DiffLine[] = [];
  let hasGap = false;
  for (const [index, line] of lines.entries()) {
    const around = lines.slice(Math.max(0, index - context), index + context + 1);
    if (around.some(({ sign }) => sign !== ' ')) {
      if (hasGap) {
        shown.push({ sign: ' ', text: '…' });
      }
      hasGap = false;
      shown.push(line);
    } else {
      hasGap = true;
    }
  }
  return hasGap && shown.length > 0 ? [...shown, { sign: ' ', text: '…' }] : shown;
}
