import { expect, test } from 'vitest';
import { whyUnreadable } from '../../../src/results/unreadable.js';

test('why there is no value is told apart from values', () => {
  expect(whyUnreadable({ unreadable: 'there is no list' })).toBe('there is no list');
  for (const value of [null, 'unreadable', { unreadable: 1 }, { unreadable: 'a', more: 1 }, ['unreadable']]) {
    expect(whyUnreadable(value)).toBeNull();
  }
});
