import { createHash, randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Random lower-case letters and digits; with a seed the same ones in the same order. */
export function makeRandom(seed: number | undefined): (length: number) => string {
  let counter = 0;
  const bytes = (size: number): Buffer => {
    if (seed === undefined) return randomBytes(size);
    const blocks: Buffer[] = [];
    for (let made = 0; made < size; made += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, size);
  };
  return (length) => Array.from(bytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
