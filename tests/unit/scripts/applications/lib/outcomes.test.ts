import { expect, test } from 'vitest';
import { differenceOf, describe as inWords } from '../../../../../scripts/applications/lib/outcomes.js';

const lost = { happened: 'loses data silently', step: 'reads', why: '3 rows' } as const;

test('is the same whatever the words of the reason', () => {
  expect(differenceOf({ ...lost, why: '2 rows' }, lost)).toBeUndefined();
});

test.each([
  ['something else happened', { happened: 'passes' } as const, /instead of loses data silently: at "reads"/],
  ['it happened in another step', { ...lost, step: 'lists' }, /instead of/],
])('differs where %s', (_, actual, difference) => {
  expect(differenceOf(actual, lost)).toMatch(difference);
});

test('differs where nothing is known', () => {
  expect(differenceOf(lost, undefined)).toMatch(/--update/);
});

test('is said in one line', () => {
  expect(inWords(lost)).toBe('loses data silently: at "reads": 3 rows');
  expect(inWords({ happened: 'passes' })).toBe('passes');
});
