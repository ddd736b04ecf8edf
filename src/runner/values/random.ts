import { createHash, randomBytes } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Gives so many random lower-case letters and digits, to one of those who ask. */
export type Random = (length: number, seedKey: string) => string;

/** With a seed everybody gets the same in the same order, whoever else asks in between. */
export function makeRandom(seed: number | undefined): Random {
  const bytes = makeBytes(seed);
  return (length, seedKey) =>
    Array.from(bytes(length, seedKey), (byte) => alphabet[byte % alphabet.length]).join('');
}

/** Gives random numbers from 0 to below 1; with a seed the same ones in the same order, and other ones in each shard. */
export function makeFractions(seed: number | undefined, shard?: number): () => number {
  return makeFractionsFor(shard === undefined ? 'fractions' : `fractions of ${shard}`, seed);
}

/** The same for one who asks by a key of its own. */
export function makeFractionsFor(seedKey: string, seed: number | undefined): () => number {
  const bytes = makeBytes(seed);
  return () => bytes(6, seedKey).readUIntBE(0, 6) / 2 ** 48;
}

function makeBytes(seed: number | undefined): (size: number, seedKey: string) => Buffer {
  const counters = new Map<string, number>();
  return (size, seedKey) => {
    if (seed === undefined) {
      return randomBytes(size);
    }
    const blocks: Buffer[] = [];
    let counter = counters.get(seedKey) ?? 0;
    for (let made = 0; made < size; made += 32) {
      blocks.push(createHash('sha256').update(`${seed}:${seedKey}:${counter++}`).digest());
    }
    counters.set(seedKey, counter);
    return Buffer.concat(blocks).subarray(0, size);
  };
}
