import { createHash } from 'node:crypto';
import { mapMembers } from '../../lib/map-members.js';
import { isRecord } from '../../lib/records.js';
import { bodyLimit } from '../../results/body-value.js';

/** The same record, with every text in it that is over 4 KiB as its size and SHA-256. */
export function shortenBodies(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return mapMembers(record, shorten);
}

function shorten(value: unknown): unknown {
  if (typeof value === 'string') {
    const size = Buffer.byteLength(value);
    return size > bodyLimit ? { size, sha256: createHash('sha256').update(value).digest('hex') } : value;
  }
  if (Array.isArray(value)) {
    return value.map(shorten);
  }
  return isRecord(value) ? shortenBodies(value) : value;
}
