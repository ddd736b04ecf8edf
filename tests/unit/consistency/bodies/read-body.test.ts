import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockSize, makeBody } from '../../../../src/consistency/bodies/make-body.js';
import { readBody } from '../../../../src/consistency/bodies/read-body.js';

const whole = (value: number, blocks = 8) => makeBody(value, blocks * blockSize);

describe('a body tells which write it is of', () => {
  test.each([1, 2, 17, 4096])('whole, with %d blocks', (blocks) => {
    expect(readBody(whole(5, blocks), 0, null)).toEqual({ value: 5 });
  });

  test('in any range that has a whole block', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 63, max: 255 }),
        fc.integer({ min: 1, max: 999_999_999 }),
        (from, length, value) => {
          const bytes = whole(value).subarray(from, from + length);
          fc.pre(bytes.length >= 63);
          expect(readBody(bytes, from, length)).toEqual({ value });
        },
      ),
    );
  });
});

describe('a body that is not one whole write is mixed:', () => {
  test('the beginning of one write and the end of another', () => {
    const torn = Buffer.concat([whole(1).subarray(0, 128), whole(2).subarray(128)]);
    expect(readBody(torn, 0, null)).toEqual({
      value: 1,
      mixed: [
        { from: 0, to: 128, value: 1 },
        { from: 128, to: 256, value: 2 },
      ],
    });
  });

  test('two writes inside a range that begins in the middle of a block', () => {
    const torn = Buffer.concat([whole(1).subarray(0, 128), whole(2).subarray(128)]).subarray(40, 200);
    expect(readBody(torn, 40, 160).mixed).toEqual([
      { from: 40, to: 128, value: 1 },
      { from: 128, to: 200, value: 2 },
    ]);
  });

  test.each<readonly [what: string, bytes: Uint8Array]>([
    ['cut off', whole(1).subarray(0, 200)],
    ['with more behind it', Buffer.concat([whole(1), Buffer.alloc(1)])],
    ['with zeros in it', Buffer.concat([whole(1).subarray(0, 64), Buffer.alloc(64), whole(1).subarray(128)])],
    [
      'with a block in another’s place',
      Buffer.concat([whole(1).subarray(0, 64), whole(1).subarray(0, 64), whole(1).subarray(128)]),
    ],
    [
      'of another size of the same write',
      Buffer.concat([whole(1).subarray(0, 128), whole(1, 16).subarray(128, 256)]),
    ],
  ])('%s', (_what, bytes) => {
    expect(readBody(bytes, 0, null)).toMatchObject({ value: 1, mixed: expect.any(Array) });
  });

  test.each<readonly [what: string, bytes: Uint8Array]>([
    ['empty', new Uint8Array(0)],
    ['of no write at all', Buffer.from('hello, this was written by somebody else')],
  ])('%s', (_what, bytes) => {
    const { value, mixed } = readBody(bytes, 0, null);
    expect(value).toBe(null);
    expect(mixed?.every((piece) => piece.value === null)).toBe(true);
  });

  test('any byte that is changed is noticed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(whole(3));
        bytes[at] = (bytes[at] ?? 0) ^ change;
        expect(readBody(bytes, 0, null).mixed).toBeDefined();
      }),
    );
  });
});
