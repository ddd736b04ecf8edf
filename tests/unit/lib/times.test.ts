import { expect, test } from 'vitest';
import { parseAbsoluteTime, parseRelativeTime } from '../../../src/lib/times.js';

const now = new Date('2030-01-31T12:00:00Z');

test.each<[unknown, string | undefined]>([
  ['2030-01-31', '2030-01-31T00:00:00.000Z'],
  ['2030-01-31T12:30', '2030-01-31T12:30:00.000Z'],
  ['2030-01-31 12:30:00+02:00', '2030-01-31T10:30:00.000Z'],
  ['Thu, 31 Jan 2030 12:00:00 GMT', '2030-01-31T12:00:00.000Z'],
  ['1896091200', '2030-01-31T12:00:00.000Z'],
  [1_896_091_200, '2030-01-31T12:00:00.000Z'],
  [now, '2030-01-31T12:00:00.000Z'],
  ['2030-02-31T12:00:00+99:00', undefined],
  ['-20m', undefined],
  ['60', undefined],
  [new Date(Number.NaN), undefined],
  [null, undefined],
])('parseAbsoluteTime reads %j as %s', (value, time) => {
  expect(parseAbsoluteTime(value)?.toISOString()).toBe(time);
});

test.each<[unknown, string | undefined]>([
  ['-20m', '2030-01-31T11:40:00.000Z'],
  ['60', '2030-01-31T12:01:00.000Z'],
  [60, '2030-01-31T12:01:00.000Z'],
  ['2029-12-31T00:00:00Z', '2029-12-31T00:00:00.000Z'],
  ['Thu, 31 Jan 2030 00:00:00 GMT', '2030-01-31T00:00:00.000Z'],
  [new Date(0), '1970-01-01T00:00:00.000Z'],
  ['soon', undefined],
  [null, undefined],
])('parseRelativeTime reads %j as %s', (value, time) => {
  expect(parseRelativeTime(value, now)?.toISOString()).toBe(time);
});
