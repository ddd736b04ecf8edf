import { count } from './words.js';

/** The most bytes that GitHub takes: in a comment, which counts characters, and in the summary of a step of a job. */
export const markdownRoom = { comment: 65_536, summary: 1_048_576 } as const;

/** What blocks of Markdown are, that are left out together; they are compared by identity. */
export interface BlockKind {
  /** Those of a lower rank are kept first. */
  readonly rank: number;
  /** The line that stands for as many of them as were left out. */
  left(number: number): string;
}

/** A part of a Markdown document that is kept or left out as a whole; it leaves nothing open. */
export interface MarkdownBlock {
  readonly kind: BlockKind;
  lines(): readonly string[];
}

/** What stays before anything else. */
const always: BlockKind = { rank: 0, left: (number) => `… ${count(number, 'part')} left out` };

/** Lines that stay before anything else. */
export function kept(...lines: readonly string[]): MarkdownBlock {
  return { kind: always, lines: () => lines };
}

/** Room for the line that counts what was left out. */
const roomOfNote = 100;

/** One block may take this share of a document; where it would take more, it is left out by itself. */
const largestShare = 1 / 10;

/**
 * A Markdown document of at most so many bytes: block by block, those of a low rank before others, in the order in which
 * they are given. Where some are left out, a line says how many.
 */
export function* fitMarkdown(blocks: readonly MarkdownBlock[], most: number): Generator<string> {
  const shown = choose(blocks, most);
  let left = 0;
  for (const [index, block] of blocks.entries()) {
    const text = shown.get(block);
    if (text !== undefined) {
      yield text;
      continue;
    }
    left += 1;
    const next = blocks[index + 1];
    if (next === undefined || next.kind !== block.kind || shown.has(next)) {
      yield `${block.kind.left(left)}\n`;
      left = 0;
    }
  }
}

function choose(blocks: readonly MarkdownBlock[], most: number): ReadonlyMap<MarkdownBlock, string> {
  const shown = new Map<MarkdownBlock, string>();
  const runs = blocks.filter(({ kind }, index) => kind !== blocks[index + 1]?.kind).length;
  let room = most - runs * roomOfNote;
  const ranks = [...new Set(blocks.map(({ kind }) => kind.rank))].sort((a, b) => a - b);
  for (const rank of ranks) {
    for (const block of blocks) {
      if (block.kind.rank !== rank) {
        continue;
      }
      const text = block
        .lines()
        .map((line) => `${line}\n`)
        .join('');
      const size = Buffer.byteLength(text);
      if (size <= room) {
        shown.set(block, text);
        room -= size;
      } else if (rank > 0 && size <= most * largestShare) {
        break;
      }
    }
  }
  return shown;
}
