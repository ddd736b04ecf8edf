import type { Mismatch } from '../results/types.js';
import { whyUnreadable } from '../results/unreadable.js';
import { type DiffLine, diff } from './diff.js';
import { shorten } from './display-width.js';
import { inline } from './inline.js';
import { oneLine, printable } from './printable.js';

/** A mismatch for people: a line of text and, where both sides do not fit on it, the lines in which they differ. */
export interface MismatchText {
  readonly text: string;
  readonly lines: readonly DiffLine[];
}

/** Puts a mismatch in words, within `width` columns and `mostLines` lines; the rest is counted. */
export function describeMismatch(
  { path, expected, actual }: Mismatch,
  width: number,
  mostLines = Number.POSITIVE_INFINITY,
): MismatchText {
  const heading = oneLine(path);
  const why = whyUnreadable(actual);
  if (why !== null) {
    return { text: `${heading}: expected ${inline(expected)}, actual ${oneLine(why)}`, lines: [] };
  }
  const isText = hasLineBreaks(expected) || hasLineBreaks(actual);
  const text = `${heading}: expected ${inline(expected)}, actual ${inline(actual)}`;
  if (!isText && shorten(text, width) === text) {
    return { text, lines: [] };
  }

  const differing =
    isText || hasSeveralMembers(expected) || hasSeveralMembers(actual) ? diff(expected, actual) : [];
  const lines = differing.length > 0 ? differing : bothSides(expected, actual, width);
  return {
    text: heading,
    lines: cutLines(lines, mostLines).map(({ sign, text }) => ({
      sign,
      text: shorten(printable(text), width - 4),
    })),
  };
}

function cutLines(lines: readonly DiffLine[], most: number): readonly DiffLine[] {
  if (lines.length <= most) {
    return lines;
  }
  const rest = lines.length - most + 1;
  return [...lines.slice(0, most - 1), { sign: ' ', text: `… ${rest} more lines` }];
}

function hasLineBreaks(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\n');
}

function hasSeveralMembers(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 1;
}

// Long values often begin alike: both sides are shown from a little before they differ.
function bothSides(expected: unknown, actual: unknown, width: number): readonly DiffLine[] {
  const left = inline(expected);
  const right = inline(actual);
  const difference = firstDifference(left, right);
  const start = Math.max(left.length, right.length) > width - 4 && difference > 24 ? difference - 16 : 0;
  const from = (text: string) => (start === 0 ? text : `…${text.slice(start)}`);
  return [
    { sign: '-', text: from(left) },
    { sign: '+', text: from(right) },
  ];
}

function firstDifference(left: string, right: string): number {
  let index = 0;
  while (index < left.length && left[index] === right[index]) {
    index += 1;
  }
  return index;
}
