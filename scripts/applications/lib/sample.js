import { createHash } from 'node:crypto';

/**
 * Bytes that look random and are the same in each run.
 * @param {string} seed
 * @param {number} length
 * @returns {Buffer}
 */
export function sampleBytes(seed, length) {
  return createHash('shake256', { outputLength: length }).update(seed).digest();
}
