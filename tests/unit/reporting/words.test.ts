import { expect, test } from 'vitest';
import { formatRate } from '../../../src/reporting/words.js';

test.each([
  [1, '100 %'],
  [0.9999, '99.9 %'],
  [0.75, '75 %'],
  [0, '0 %'],
])('a rate of %d is %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});
