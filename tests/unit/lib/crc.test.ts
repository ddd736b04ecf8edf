import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, crc32c, crc64nvme } from '../../../src/lib/crc.js';
import { checksumAlgorithm } from '../../../src/s3/checksums/checksum.js';

const functions = { CRC32: crc32, CRC32C: crc32c, CRC64NVME: crc64nvme };

test.each([
  ['CRC32', 'cbf43926'],
  ['CRC32C', 'e3069283'],
  ['CRC64NVME', 'ae8b14860a799888'],
] as const)('%s has the check value of its catalogue', (name, check) => {
  expect(functions[name](Buffer.from('123456789')).toString('hex')).toBe(check);
});

test.each(Object.entries(functions))('%s is that of streamed bodies', async (name, sum) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      const running = await checksumAlgorithm(name)?.start();
      running?.update(bytes);
      expect(Buffer.from(running?.digest() ?? []).toString('hex')).toBe(sum(bytes).toString('hex'));
    }),
  );
});
