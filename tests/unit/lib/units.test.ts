import { expect, test } from 'vitest';
import { parseMilliseconds, parseRate, parseSeconds, parseSize } from '../../../src/lib/units.js';

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
])('parseSize reads %j as %j bytes', (value, size) => {
  expect(parseSize(value)).toBe(size);
});

test.each<[unknown, number | undefined]>([
  [60, 60],
  [-1.5, -1.5],
  ['60', 60],
  ['+2s', 2],
  ['-20m', -1200],
  ['1.5h', 5400],
  ['1d', 86_400],
  [' 3 s ', 3],
  ['1H', undefined],
  ['1 week', undefined],
  ['', undefined],
  [Number.POSITIVE_INFINITY, undefined],
  [new Date(0), undefined],
])('parseSeconds reads %j as %j', (value, seconds) => {
  expect(parseSeconds(value)).toBe(seconds);
});

test.each<[unknown, number | undefined]>([
  ['500ms', 500],
  ['1.0005s', 1001],
  [2, 2000],
  ['soon', undefined],
  [null, undefined],
])('parseMilliseconds reads %j as %j', (value, milliseconds) => {
  expect(parseMilliseconds(value)).toBe(milliseconds);
});

test.each<[unknown, number | undefined]>([
  [50, 50],
  ['50', 50],
  ['500/s', 500],
  [' 3000 / min ', 50],
  ['3000/m', 50],
  ['1800/h', 0.5],
  ['2.5/s', 2.5],
  [-1, undefined],
  ['-1/s', undefined],
  ['5/d', undefined],
  ['/s', undefined],
  [Number.NaN, undefined],
  [null, undefined],
])('parseRate reads %j as %j per second', (value, rate) => {
  expect(parseRate(value)).toBe(rate);
});
