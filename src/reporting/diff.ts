import { diffArrays } from 'diff/lib/diff/array.js';
import { block } from './inline.js';

/** One line of a difference: on both sides, only expected (`-`), or only actual (`+`). */
export interface DiffLine {
  readonly sign: ' ' | '-' | '+';
  readonly text: string;
}

// The time grows with the square of it: this many take a tenth of a second.
const mostEdits = 1000;
const context = 2;
// Narrow enough to give each item of a list its own line.
const memberWidth = 48;

/**
 * The lines in which two values differ, with a little context around them; `…` marks what is left out.
 * Text is compared by its lines, lists and objects by those of their members.
 */
export function diff(expected: unknown, actual: unknown): readonly DiffLine[] {
  return withContext(compareLines(toLines(expected), toLines(actual)));
}

function toLines(value: unknown): readonly string[] {
  if (value === undefined) {
    return [];
  }
  return typeof value === 'string' ? value.split('\n') : block(value, memberWidth);
}

function compareLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const changes = diffArrays([...before], [...after], { maxEditLength: mostEdits });
  // Texts that differ this much have no lines in common that would help a reader.
  if (changes === undefined) {
    return [...withSign('-', before), ...withSign('+', after)];
  }
  return changes.flatMap(({ added, removed, value }) => withSign(added ? '+' : removed ? '-' : ' ', value));
}

function withSign(sign: DiffLine['sign'], lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ sign, text }));
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
