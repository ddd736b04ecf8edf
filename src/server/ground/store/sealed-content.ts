import { createCipheriv, createDecipheriv, type Decipher } from 'node:crypto';
import type { Content } from './content.js';

const blockBytes = 16;

/** Content that is kept encrypted (AES-256-CTR, so that any range opens by itself) under a key that is not kept. */
export class SealedContent implements Content {
  readonly inner: Content;
  readonly iv: Buffer;

  constructor(inner: Content, iv: Buffer) {
    this.inner = inner;
    this.iv = iv;
  }

  get size(): number {
    return this.inner.size;
  }

  async *read(start: number, end: number, key?: Buffer): AsyncGenerator<Buffer> {
    if (key === undefined) {
      throw new Error('sealed content needs its key');
    }
    const decipher = decipherAt(key, this.iv, start);
    for await (const chunk of this.inner.read(start, end)) {
      yield decipher.update(chunk);
    }
  }

  retain(): void {
    this.inner.retain();
  }

  release(): void {
    this.inner.release();
  }
}

/** Encrypts a stream of chunks for a SealedContent. */
export function createSeal(key: Buffer, iv: Buffer): (chunk: Buffer) => Buffer {
  const cipher = createCipheriv('aes-256-ctr', key, iv);
  return (chunk) => cipher.update(chunk);
}

function decipherAt(key: Buffer, iv: Buffer, position: number): Decipher {
  const counter =
    (BigInt(`0x${iv.toString('hex')}`) + BigInt(Math.floor(position / blockBytes))) % 2n ** 128n;
  const counterBytes = Buffer.from(counter.toString(16).padStart(2 * blockBytes, '0'), 'hex');
  const decipher = createDecipheriv('aes-256-ctr', key, counterBytes);
  decipher.update(Buffer.alloc(position % blockBytes));
  return decipher;
}
