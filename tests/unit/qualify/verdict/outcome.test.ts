import { expect, test } from 'vitest';
import { bestOf, outcomeOfCase, worstOf } from '../../../../src/qualify/verdict/outcome.js';

test.each([
  ['pass', null, 'met'],
  ['fail', 'wrong-result', 'ignored'],
  ['fail', 'wrongly-accepted', 'ignored'],
  ['fail', 'wrongly-refused', 'refused'],
  ['fail', 'wrong-error', 'refused'],
  ['unsupported', null, 'refused'],
  ['blocked', null, 'not-decided'],
  ['error', null, 'not-decided'],
  ['skipped', null, 'not-decided'],
] as const)('a case that is %s, %s, says %s', (verdict, kind, outcome) => {
  expect(outcomeOfCase({ verdict, kind })).toBe(outcome);
});

test('the worst of several counts, and nothing tried is nothing decided', () => {
  expect(worstOf(['met', 'refused', 'ignored', 'not-decided'])).toBe('ignored');
  expect(worstOf(['met', 'not-decided', 'refused'])).toBe('refused');
  expect(worstOf(['met', 'not-decided'])).toBe('not-decided');
  expect(worstOf(['met', 'met'])).toBe('met');
  expect(worstOf([])).toBe('not-decided');
});

test('where one is enough, one that holds counts', () => {
  expect(bestOf(['ignored', 'met', 'refused'])).toBe('met');
  expect(bestOf(['not-decided', 'refused'])).toBe('refused');
  expect(bestOf([])).toBe('not-decided');
});
