import { expect, test } from 'vitest';
import { parseSize } from '../../../src/operations/units.js';

test.each<[unknown, number | undefined]>([
  [10240, 10240],
  ['10240', 10240],
  ['10MiB', 10 * 2 ** 20],
  ['5GiB', 5 * 2 ** 30],
  ['1.5 KiB', 1536],
  ['2MB', 2e6],
  ['7b', 7],
  ['1 TiB', 2 ** 40],
  [-1, undefined],
  [1.5, undefined],
  ['1.5', undefined],
  ['10 apples', undefined],
  ['', undefined],
  [null, undefined],
])('the size %j is read as %j', (value, size) => {
  expect(parseSize(value)).toBe(size);
});
