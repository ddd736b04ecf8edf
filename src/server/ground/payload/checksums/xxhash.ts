import type { IHasher } from 'hash-wasm';
import type { Hasher } from './hashers.js';

/** The algorithms of the xxHash family. */
export type XxhashAlgorithm = 'XXHASH64' | 'XXHASH3' | 'XXHASH128';

type Machines = Readonly<Record<XxhashAlgorithm, IHasher>>;

let loading: Promise<void> | undefined;
let machines: Machines | undefined;

/** Loads what the family is computed by; undefined where that was done. Without it {@link createXxhash} throws. */
export function loadXxhash(): Promise<void> | undefined {
  if (machines !== undefined) {
    return undefined;
  }
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const { createXXHash64, createXXHash3, createXXHash128 } = await import('hash-wasm');
  const [Xxhash64, Xxhash3, Xxhash128] = await Promise.all([
    createXXHash64(),
    createXXHash3(),
    createXXHash128(),
  ]);
  machines = { XXHASH64: Xxhash64, XXHASH3: Xxhash3, XXHASH128: Xxhash128 };
}

/** Starts a sum, whose digest is big-endian, as the xxHash specification writes it: https://xxhash.com */
export function createXxhash(algorithm: XxhashAlgorithm): Hasher {
  const machine = machines?.[algorithm];
  if (machine === undefined) {
    throw new Error(`${algorithm} was not loaded`);
  }
  // All sums of an algorithm share one machine, and each keeps its own state between its chunks.
  let state = machine.init().save();
  return {
    update: (chunk) => {
      state = machine.load(state).update(chunk).save();
    },
    digest: () => Buffer.from(machine.load(state).digest('binary')),
  };
}
