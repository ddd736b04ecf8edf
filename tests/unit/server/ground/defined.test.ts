import { expect, expectTypeOf, test } from 'vitest';
import { defined } from '../../../../src/server/ground/defined.js';

test('what is undefined is left out, whatever else is falsy stays', () => {
  const members = defined({ a: undefined, b: null, c: 0, d: '', e: false });
  expect(Object.entries(members)).toEqual([
    ['b', null],
    ['c', 0],
    ['d', ''],
    ['e', false],
  ]);
});

test('only what may be undefined is optional, and it is never undefined', () => {
  const members = defined({ sure: 'a', perhaps: undefined as number | undefined });
  expectTypeOf(members).toExtend<{ readonly sure: string; readonly perhaps?: number }>();
  expectTypeOf<{ sure: string }>().toExtend<typeof members>();
  expectTypeOf<{ perhaps: number }>().not.toExtend<typeof members>();
});
