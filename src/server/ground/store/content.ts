import { open, rm } from 'node:fs/promises';

/** Bytes at rest. Whoever keeps one retains it; the last release frees what it occupies. */
export interface Content {
  /** In bytes. */
  readonly size: number;
  /** All bytes, where they are in memory. */
  readonly bytes?: Buffer;
  /** The bytes from `start` up to, without, `end`; `key` opens sealed content. */
  read(start: number, end: number, key?: Buffer): AsyncIterable<Buffer>;
  retain(): void;
  release(): void;
}

const readSize = 256 * 1024;

/** Content held in memory. */
export class MemoryContent implements Content {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }

  get size(): number {
    return this.bytes.length;
  }

  async *read(start: number, end: number): AsyncGenerator<Buffer> {
    yield this.bytes.subarray(start, end);
  }

  retain(): void {}

  release(): void {}
}

/** Content in a separate file, which is removed with the last holder. */
export class FileContent implements Content {
  readonly path: string;
  readonly size: number;
  #holders = 1;

  constructor(path: string, size: number) {
    this.path = path;
    this.size = size;
  }

  get isHeld(): boolean {
    return this.#holders > 0;
  }

  async *read(start: number, end: number): AsyncGenerator<Buffer> {
    this.retain();
    const file = await open(this.path, 'r');
    try {
      for (let position = start; position < end; ) {
        const wanted = Math.min(readSize, end - position);
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, position);
        if (bytesRead === 0) {
          throw new Error(`${this.path} is shorter than it was written`);
        }
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
      this.release();
    }
  }

  retain(): void {
    this.#holders++;
  }

  release(): void {
    this.#holders--;
    // A file that cannot be removed goes with its folder.
    if (this.#holders === 0) {
      rm(this.path, { force: true }).catch(() => {});
    }
  }
}

/** Contents one after another: the parts of a multipart upload. */
export class JoinedContent implements Content {
  readonly parts: readonly Content[];
  readonly size: number;

  constructor(parts: readonly Content[]) {
    this.parts = parts;
    this.size = parts.reduce((sum, part) => sum + part.size, 0);
  }

  async *read(start: number, end: number, key?: Buffer): AsyncGenerator<Buffer> {
    let offset = 0;
    // Parts that are not reached yet must not go while others are read.
    this.retain();
    try {
      for (const part of this.parts) {
        const from = Math.max(start - offset, 0);
        const to = Math.min(end - offset, part.size);
        if (from < to) {
          yield* part.read(from, to, key);
        }
        offset += part.size;
      }
    } finally {
      this.release();
    }
  }

  retain(): void {
    for (const part of this.parts) {
      part.retain();
    }
  }

  release(): void {
    for (const part of this.parts) {
      part.release();
    }
  }
}
