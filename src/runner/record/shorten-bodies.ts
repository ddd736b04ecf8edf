import { createHash } from 'node:crypto';
import { mapMembers } from '../../lib/map-members.js';
import { bodyLimit } from '../../results/body-value.js';

/** The same data, with every text over 4 KiB as its size and SHA-256. */
export function shortenBodies(value: unknown): unknown {
  if (typeof value === 'string') {
    const size = Buffer.byteLength(value);
    return size > bodyLimit ? { size, sha256: createHash('sha256').update(value).digest('hex') } : value;
  }
  if (Array.isArray(value)) {
    return value.map(shortenBodies);
  }
  if (value === null || typeof value !== 'object' || value instanceof Date || value instanceof Uint8Array) {
    return value;
  }
  return mapMembers(value as Readonly<Record<string, unknown>>, shortenBodies);
}
