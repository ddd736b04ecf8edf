import { randomBytes } from 'node:crypto';
import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { combineChecksums } from '../../../src/server/ground/payload/checksums/combine.js';
import { createChecksum } from '../../../src/server/ground/payload/checksums/hashers.js';
import type { ChecksumAlgorithm } from '../../../src/server/ground/store/records.js';

function sum(algorithm: ChecksumAlgorithm, ...chunks: Buffer[]): string {
  const hasher = createChecksum(algorithm);
  for (const chunk of chunks) {
    hasher.update(chunk);
  }
  return hasher.digest().toString('base64');
}

describe('checksums', () => {
  // The check values of the CRC catalogue, and of FIPS 180, for "123456789".
  test.each([
    ['CRC32', 'cbf43926'],
    ['CRC32C', 'e3069283'],
    ['CRC64NVME', 'ae8b14860a799888'],
    ['SHA1', 'f7c3bc1d808e04732adf679965ccc34ca7ae3441'],
    ['SHA256', '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225'],
  ] as const)('%s has its published check value', (algorithm, hex) => {
    expect(sum(algorithm, Buffer.from('123456789'))).toBe(Buffer.from(hex, 'hex').toString('base64'));
  });

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    '%s does not depend on how bytes are cut',
    (algorithm) => {
      assert(
        property(uint8Array({ maxLength: 100 }), integer({ min: 0, max: 100 }), (bytes, at) => {
          const whole = Buffer.from(bytes);
          expect(sum(algorithm, whole.subarray(0, at), whole.subarray(at))).toBe(sum(algorithm, whole));
        }),
      );
    },
  );

  test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
    '%s of parts combine to that of the whole',
    (algorithm) => {
      const parts = [randomBytes(5000), randomBytes(1), randomBytes(5000), Buffer.alloc(0)];
      const sums = parts.map((part) => ({ value: sum(algorithm, part), size: part.length }));
      expect(combineChecksums(algorithm, sums)).toBe(sum(algorithm, Buffer.concat(parts)));
    },
  );
});
