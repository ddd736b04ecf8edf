import { assert, integer, property, uint8Array } from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from './sum.js';

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
