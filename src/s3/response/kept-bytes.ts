/** Keeps the first bytes of a body that comes in chunks of any size. */
export interface KeptBytes {
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
}

/** Chunks from this size on are kept as they are; smaller ones are copied together. */
const wholeBytes = 16 * 1024;
const blockBytes = 64 * 1024;

/**
 * Keeps `limit` bytes. A server may send a body byte by byte, and every chunk holds on to the buffer of the socket that
 * it came in: what is small is copied.
 */
export function keepBytes(limit: number): KeptBytes {
  const parts: Uint8Array[] = [];
  let block: Buffer | null = null;
  let used = 0;
  let size = 0;

  const closeBlock = (): void => {
    if (block !== null && used > 0) {
      parts.push(block.subarray(0, used));
    }
    block = null;
    used = 0;
  };

  return {
    add(chunk) {
      const wanted = chunk.length > limit - size ? chunk.subarray(0, limit - size) : chunk;
      size += wanted.length;
      if (wanted.length === 0) {
        return;
      }
      if (wanted.length >= wholeBytes || parts.length + used === 0) {
        closeBlock();
        parts.push(wanted);
        return;
      }
      if (block === null || used + wanted.length > blockBytes) {
        closeBlock();
        block = Buffer.allocUnsafe(blockBytes);
      }
      block.set(wanted, used);
      used += wanted.length;
    },
    bytes() {
      closeBlock();
      const [first] = parts;
      return parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
    },
  };
}
