import { expect, test } from 'vitest';
import type { Thresholds } from '../../../../src/config/language/load-thresholds.js';
import { limitsOf } from '../../../../src/runner/load/limits.js';

const located = { where: { file: { name: '', text: '' }, start: 0, end: 0 }, places: new Map() };
const allowed = { comparison: '<=', limit: 0.01 } as const;
const none = { metric: 'error_rate', comparison: '<=', limit: 0 };

/** What is said of errors where these thresholds are given, and two operations were called. */
function ofErrors(thresholds: Omit<Thresholds, keyof typeof located> | undefined) {
  return limitsOf(thresholds && { ...located, ...thresholds }, ['GetObject', 'PutObject']);
}

test('where nothing is said of errors, none are allowed', () => {
  expect(ofErrors(undefined)).toEqual([none]);
  const p99 = { comparison: '<=', limit: 1 } as const;
  expect(ofErrors({ p99 })).toEqual([{ metric: 'p99', ...p99 }, none]);
});

test('what is said of all of them stands alone', () => {
  expect(ofErrors({ error_rate: allowed })).toEqual([{ metric: 'error_rate', ...allowed }]);
});

test('where one operation may have errors, the others may not', () => {
  const operations = new Map([['GetObject', { ...located, error_rate: allowed }]]);
  expect(ofErrors({ operations })).toEqual([
    { metric: 'error_rate', name: 'GetObject', ...allowed },
    { ...none, name: 'PutObject' },
  ]);
});
