import { expect, test } from 'vitest';
import { counterpartOf } from '../../../src/lib/counterparts.js';

test('a word of another tool has a counterpart where it stands, and nowhere else', () => {
  expect(counterpartOf('operation', 'LoopTest')).toContain('for_each');
  expect(counterpartOf('a group', 'LoopTest')).toBeUndefined();
  expect(counterpartOf('no such place', 'toString')).toBeUndefined();
  expect(counterpartOf('operation', 'constructor')).toBeUndefined();
});

test('fields of a response belong under response', () => {
  expect(counterpartOf('expected_result', 'ETag')).toContain('under response');
  expect(counterpartOf('expected_result', 'etag')).toBeUndefined();
});
