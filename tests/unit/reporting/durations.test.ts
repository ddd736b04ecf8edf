import { expect, test } from 'vitest';
import { formatDuration } from '../../../src/reporting/durations.js';

test.each([
  [0, '0 ms'],
  [0.0854, '85 ms'],
  [0.9996, '1.00 s'],
  [1.24, '1.24 s'],
  [59.999, '1 min 00 s'],
  [123.4, '2 min 03 s'],
])('a duration of %d s is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
