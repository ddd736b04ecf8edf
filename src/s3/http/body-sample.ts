const sampleBytes = 1024;

/** Keeps the first KiB of a body that passes by, and counts its bytes. */
export interface BodySample {
  readonly size: number;
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
}

/** Makes an empty sample; what it keeps is copied. */
export function createSample(): BodySample {
  const kept: Uint8Array[] = [];
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(chunk) {
      if (size < sampleBytes && chunk.length > 0) {
        kept.push(Uint8Array.prototype.slice.call(chunk, 0, sampleBytes - size));
      }
      size += chunk.length;
    },
    bytes: () => (kept.length === 1 && kept[0] !== undefined ? kept[0] : Buffer.concat(kept)),
  };
}
