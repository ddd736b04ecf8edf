/** Bytes of a block; a body is a whole number of them. */
export const blockSize = 32;

/** Digits of the number of a block, in hexadecimal, and where they begin. */
const indexDigits = 7;
const indexAt = 14;
/** Digits of the value, and where they begin. */
const valueDigits = 12;
const valueAt = 1;

/** What a block is for: its value, its place, and how many blocks the body has. */
export interface Block {
  readonly value: number;
  readonly index: number;
  readonly count: number;
}

const hexadecimal = Buffer.from('0123456789abcdef');

/**
 * Makes the body of a write: every block of it says which write it is of, where it stands and how many there are, so that
 * any stretch of bytes tells where it comes from. `size` is in bytes, a multiple of the block.
 */
export function makeBody(value: number, size: number): Buffer {
  const count = size / blockSize;
  const body = Buffer.alloc(size);
  body.write(textOf({ value, index: 0, count }), 'latin1');
  for (let filled = blockSize; filled < size; filled *= 2) {
    body.copy(body, filled, 0, Math.min(filled, size - filled));
  }
  for (let index = 1; index < count; index++) {
    let rest = index;
    for (let at = index * blockSize + indexAt + indexDigits - 1; rest > 0; at--) {
      body[at] = hexadecimal.readUInt8(rest & 15);
      rest >>>= 4;
    }
  }
  return body;
}

/** Reads the block at `at`; null for bytes that no write makes. */
export function readBlock(bytes: Uint8Array, at: number): Block | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, blockSize).toString('latin1');
  const block = {
    value: Number.parseInt(text.slice(valueAt, valueAt + valueDigits), 10),
    index: Number.parseInt(text.slice(indexAt, indexAt + indexDigits), 16),
    count: Number.parseInt(text.slice(indexAt + indexDigits + 1), 16),
  };
  return text === textOf(block) ? block : null;
}

function textOf({ value, index, count }: Block): string {
  const number = String(value).padStart(valueDigits, '0');
  const place = index.toString(16).padStart(indexDigits, '0');
  return `w${number}.${place}/${count.toString(16).padStart(9, '0')}\n`;
}
