import { type Cipher, createCipheriv, createHash } from 'node:crypto';
import type { BodySource } from '../types.js';

const pieceBytes = 256 * 1024;
const zeros = Buffer.alloc(pieceBytes);

/** Bodies up to this size are held whole, so that they are hashed and sent at once. */
export const wholeBodyLimit = 1024 * 1024;

/** Part of a pseudo-random body, in bytes; the whole has no end. */
export interface GeneratedPart {
  readonly seed: string;
  readonly offset: number;
  readonly size: number;
}

/**
 * A pseudo-random body made as it is sent: the AES-128-CTR keystream of a key hashed from the seed, so that any
 * part of it can be made without what is before it.
 */
export function generatedBody(part: GeneratedPart): BodySource {
  const { size } = part;
  const open = () => generate(part);
  return size > wholeBodyLimit ? { size, open } : { size, bytes: generateBytes(part), open };
}

/** A body of so many zero bytes. */
export function zerosBody(size: number): BodySource {
  const open = async function* (): AsyncGenerator<Uint8Array> {
    for (let left = size; left > 0; left -= pieceBytes) {
      yield zeros.subarray(0, left);
    }
  };
  return size > wholeBodyLimit
    ? { size, open }
    : { size, bytes: size <= pieceBytes ? zeros.subarray(0, size) : Buffer.alloc(size), open };
}

function generateBytes(part: GeneratedPart): Uint8Array {
  return keystream(part).update(Buffer.alloc(part.size));
}

async function* generate(part: GeneratedPart): AsyncGenerator<Uint8Array> {
  const cipher = keystream(part);
  for (let left = part.size; left > 0; left -= pieceBytes) {
    yield cipher.update(zeros.subarray(0, left));
  }
}

function keystream({ seed, offset }: GeneratedPart): Cipher {
  const key = createHash('sha256').update(seed).digest().subarray(0, 16);
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8);
  const cipher = createCipheriv('aes-128-ctr', key, counter);
  cipher.update(Buffer.alloc(offset % 16));
  return cipher;
}
