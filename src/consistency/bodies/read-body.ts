import type { Piece } from '../history/types.js';
import { type Block, blockSize, makeBody, readBlock } from './make-body.js';

/** Which write the bytes of a response come from. */
export interface BodyReading {
  /** Of the first bytes that are of a write; null where none are. */
  readonly value: number | null;
  /** Set where the bytes are not exactly what that one write has there. */
  readonly mixed?: readonly Piece[];
}

/**
 * Tells which write bytes come from. `from` is where they stand in the object, `expected` how many were asked for from there
 * on, or null for all up to the end.
 */
export function readBody(bytes: Uint8Array, from: number, expected: number | null): BodyReading {
  const first = firstBlock(bytes, from);
  if (first !== null) {
    const size = first.count * blockSize;
    const to = Math.min(size, from + (expected ?? size));
    if (from + bytes.length === to && isEqual(bytes, makeBody(first.value, size).subarray(from, to))) {
      return { value: first.value };
    }
  }
  return { value: first?.value ?? null, mixed: piecesOf(bytes, from) };
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function firstBlock(bytes: Uint8Array, from: number): Block | null {
  for (let at = offsetOfBlock(from); at + blockSize <= bytes.length; at += blockSize) {
    const block = readBlock(bytes, at);
    if (block !== null) {
      return block;
    }
  }
  return null;
}

/** Where the first whole block of a stretch begins. */
function offsetOfBlock(from: number): number {
  return (blockSize - (from % blockSize)) % blockSize;
}

/** The stretches of one write each, block by block; a block that stands elsewhere than it says is of no write. */
function piecesOf(bytes: Uint8Array, from: number): readonly Piece[] {
  const pieces: { from: number; to: number; value: number | null }[] = [];
  const add = (begin: number, end: number, value: number | null): void => {
    const last = pieces.at(-1);
    if (last && last.value === value) {
      last.to = from + end;
    } else if (end > begin) {
      pieces.push({ from: from + begin, to: from + end, value });
    }
  };
  const start = Math.min(offsetOfBlock(from), bytes.length);
  const cut = start > 0 ? valueOfCut(bytes, start) : null;
  add(0, start, cut);
  for (let at = start; at < bytes.length; at += blockSize) {
    const end = Math.min(at + blockSize, bytes.length);
    const block = end - at === blockSize ? readBlock(bytes, at) : null;
    const isInPlace = block !== null && block.index * blockSize === from + at;
    const rest = end - at < blockSize ? (pieces.at(-1)?.value ?? null) : null;
    add(at, end, isInPlace ? block.value : rest);
  }
  return pieces;
}

/** What is left of a block before the first whole one is taken to be of the same write. */
function valueOfCut(bytes: Uint8Array, start: number): number | null {
  return start + blockSize <= bytes.length ? (readBlock(bytes, start)?.value ?? null) : null;
}
