import { expect, test } from 'vitest';
import { formatPacificTime } from '../../../../src/server/ground/pacific-time.js';

test.each([
  ['2020-01-01T00:00:00Z', 'Tue Dec 31 16:00:00 PST 2019'],
  ['2026-07-04T06:05:09Z', 'Fri Jul 03 23:05:09 PDT 2026'],
  ['2026-01-05T08:00:00Z', 'Mon Jan 05 00:00:00 PST 2026'],
])('%s is %s', (time, written) => {
  expect(formatPacificTime(Date.parse(time))).toBe(written);
});
