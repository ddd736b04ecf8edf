import { expect, test } from 'vitest';
import { groupBy } from '../../../src/lib/group-by.js';

test('keys and items are in the order in which they are met, whatever the key is', () => {
  const groups = groupBy([3, 10, 1, 12, 7], (number) => (number < 10 ? 'small' : null));
  expect([...groups]).toEqual([
    ['small', [3, 1, 7]],
    [null, [10, 12]],
  ]);
  expect([...groupBy([], String)]).toEqual([]);
});
