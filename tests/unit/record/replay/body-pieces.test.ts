import { expect, test } from 'vitest';
import { bodyFormOf, sizeOf, slicePieces, wholeBody } from '../../../../src/record/replay/body-pieces.js';

const two = [...wholeBody(1, 10), ...wholeBody(2, 5)];

test('a body of one seed is whole, or a range of it', () => {
  expect(bodyFormOf(wholeBody(1, 10))).toEqual({ size: 10, seed: 1 });
  expect(bodyFormOf(slicePieces(wholeBody(1, 10), 2, 4))).toEqual({ size: 10, seed: 1, range: [2, 4] });
  expect(bodyFormOf(wholeBody(1, 0))).toBe('');
});

test('a slice may go over the end of a piece, and of everything', () => {
  expect(sizeOf(two)).toBe(15);
  expect(bodyFormOf(slicePieces(two, 8, 11))).toEqual({
    concat: [
      { size: 10, seed: 1, range: [8, 9] },
      { size: 5, seed: 2, range: [0, 1] },
    ],
  });
  expect(bodyFormOf(slicePieces(two, 10, 99))).toEqual({ size: 5, seed: 2 });
  expect(slicePieces(two, 15, 20)).toEqual([]);
});

test('a slice of a slice is a part of the first body', () => {
  const part = slicePieces(slicePieces(two, 5, 12), 3, 6);
  expect(bodyFormOf(part)).toEqual({
    concat: [
      { size: 10, seed: 1, range: [8, 9] },
      { size: 5, seed: 2, range: [0, 1] },
    ],
  });
});
