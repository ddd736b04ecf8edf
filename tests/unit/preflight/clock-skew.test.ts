import { expect, test } from 'vitest';
import { clockSkew, describeSkew } from '../../../src/preflight/clock-skew.js';

const now = new Date('2026-11-30T12:00:00Z');

test('the skew is that of the server: ahead is positive, and no date tells nothing', () => {
  const skewOf = (date: string) => clockSkew({ headers: [['Date', date]] }, now);
  expect(skewOf('Mon, 30 Nov 2026 15:20:05 GMT')).toBe(12_005);
  expect(skewOf('Mon, 30 Nov 2026 11:59:30 GMT')).toBe(-30);
  expect(skewOf('yesterday')).toBeUndefined();
  expect(clockSkew({ headers: [] }, now)).toBeUndefined();
});

test('it is said from the point of view of this machine, in its two largest units', () => {
  expect([12_005, -30, 0, 90_061].map(describeSkew)).toEqual([
    "3 h 20 min behind the server's",
    "30 s ahead of the server's",
    "0 s behind the server's",
    "1 d 1 h behind the server's",
  ]);
});
