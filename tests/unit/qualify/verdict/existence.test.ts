import { expect, test } from 'vitest';
import { outcomeOfExistence } from '../../../../src/qualify/verdict/existence.js';

test.each([
  ['there, and said to be missing', 404, 'success', true, 'ignored'],
  ['there, and said to be missing instead of 200', 404, 'status_code', 200, 'ignored'],
  ['missing, and said to be there', 200, 'status_code', 404, 'ignored'],
  ['missing, and said to be there where a failure is expected', 200, 'success', false, 'ignored'],
  ['there, and refused', 501, 'success', true, 'met'],
  ['missing, and refused', 403, 'status_code', 404, 'met'],
  ['missing, with a header that is not expected', 404, 'headers.etag', null, 'met'],
  ['there, with another length', 200, 'headers.content-length', '5', 'met'],
  ['never answered', null, 'success', true, 'met'],
])('an object that is %s', (_, status, path, expected, outcome) => {
  const exchange = { operation: 'HeadObject', status, path, expected };
  expect(outcomeOfExistence({ outcome: 'refused', exchange })).toBe(outcome);
});

test('what holds says nothing else, and what is open stays open', () => {
  const exchange = { operation: 'GetObject', status: 404, path: 'success', expected: true };
  expect(outcomeOfExistence({ outcome: 'met', exchange: null })).toBe('met');
  expect(outcomeOfExistence({ outcome: 'not-decided', exchange })).toBe('not-decided');
  expect(outcomeOfExistence({ outcome: 'not-decided', exchange: null })).toBe('not-decided');
});

test('a write that is answered with 404 says nothing of an object', () => {
  const exchange = { operation: 'PutObject', status: 404, path: 'success', expected: true };
  expect(outcomeOfExistence({ outcome: 'refused', exchange })).toBe('met');
});
