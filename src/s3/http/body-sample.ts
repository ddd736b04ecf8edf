const sampleBytes = 1024;
/** A view of a part keeps all of a chunk in memory: of one up to this size, that is less than a copy costs. */
const viewedBytes = 4096;
const nothing: Uint8Array = new Uint8Array(0);

/** Keeps the first KiB of a body that passes by, and counts its bytes. */
export interface BodySample {
  readonly size: number;
  add(chunk: Uint8Array): void;
  bytes(): Uint8Array;
}

/** Makes an empty sample. */
export function createSample(): BodySample {
  return new Sample();
}

class Sample implements BodySample {
  size = 0;
  #kept = nothing;

  add(chunk: Uint8Array): void {
    if (this.size < sampleBytes && chunk.length > 0) {
      const part = keep(chunk, sampleBytes - this.size);
      this.#kept = this.#kept.length === 0 ? part : Buffer.concat([this.#kept, part]);
    }
    this.size += chunk.length;
  }

  bytes(): Uint8Array {
    return this.#kept;
  }
}

function keep(chunk: Uint8Array, most: number): Uint8Array {
  if (chunk.length > viewedBytes) {
    return Uint8Array.prototype.slice.call(chunk, 0, most);
  }
  return chunk.length <= most ? chunk : chunk.subarray(0, most);
}
