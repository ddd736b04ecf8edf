import { createChecksum } from '../../../../../../src/server/ground/payload/checksums/hashers.js';
import type { ChecksumAlgorithm } from '../../../../../../src/server/ground/store/records.js';

/** The checksum of chunks one after another, base64. */
export function sum(algorithm: ChecksumAlgorithm, ...chunks: Buffer[]): string {
  const hasher = createChecksum(algorithm);
  for (const chunk of chunks) {
    hasher.update(chunk);
  }
  return hasher.digest().toString('base64');
}
