import { createHash } from 'node:crypto';

const randomBytes = 6;

/** Random numbers from 0 up to, without, 1: of the same seed always the same. */
export function createRandom(seed: string): () => number {
  let count = 0;
  return () => {
    const digest = createHash('sha256').update(`${seed}\n${count++}`).digest();
    return digest.readUIntBE(0, randomBytes) / 256 ** randomBytes;
  };
}
