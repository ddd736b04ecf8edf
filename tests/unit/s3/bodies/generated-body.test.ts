import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read } from './read-body.js';

describe('a generated body', () => {
  test('is the same keystream on every machine', async () => {
    const bytes = await read({ size: 1_000_000, seed: 7 });
    expect(bytes.subarray(0, 8).toString('hex')).toBe('f88c53f5e7068866');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      'c412c41860e7dd3d13f5c6b07669083cf9b8ca1da6f5a9854ede3a004a3cdc0e',
    );
  });

  test('is made anywhere in it, as it is made from its beginning', async () => {
    const size = 600_000;
    const whole = await read({ size, seed: 's' });
    await fc.assert(
      fc.asyncProperty(fc.nat(size - 1), fc.nat(size), async (first, length) => {
        const last = Math.min(first + length, size - 1);
        const part = await read({ size, seed: 's', range: [first, last] });
        expect(part.equals(whole.subarray(first, last + 1))).toBe(true);
      }),
      { numRuns: 30 },
    );
    expect(await read({ size, seed: 's', range: [size - 5, size + 100] })).toHaveLength(5);
    expect(await read({ seed: 's', range: [5 * 2 ** 40, 5 * 2 ** 40 + 9] })).toHaveLength(10);
  });

  test('differs by its seed', async () => {
    expect((await read({ size: 16, seed: 1 })).equals(await read({ size: 16, seed: 2 }))).toBe(false);
  });
});
