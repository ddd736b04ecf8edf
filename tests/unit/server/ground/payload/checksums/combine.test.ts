import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { combineChecksums } from '../../../../../../src/server/ground/payload/checksums/combine.js';
import { sum } from './sum.js';

test.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)(
  '%s of parts combine to that of the whole',
  (algorithm) => {
    const parts = [randomBytes(5000), randomBytes(1), randomBytes(5000), Buffer.alloc(0)];
    const sums = parts.map((part) => ({ value: sum(algorithm, part), size: part.length }));
    expect(combineChecksums(algorithm, sums)).toBe(sum(algorithm, Buffer.concat(parts)));
  },
);
