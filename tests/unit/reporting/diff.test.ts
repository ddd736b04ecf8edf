import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diff } from '../../../src/reporting/diff.js';

test('a diff shows both sides whole where they share too little', () => {
  const many = (start: number) => Array.from({ length: 2000 }, (_, index) => `line ${start + index}`);
  const lines = diff([...many(0), 'shared'].join('\n'), [...many(9000), 'shared'].join('\n'));
  expect(lines.filter(({ sign }) => sign === '-').map(({ text }) => text)).toEqual([...many(0), 'shared']);
  expect(lines.filter(({ sign }) => sign === '+').map(({ text }) => text)).toEqual([...many(9000), 'shared']);
});

test('a diff gives each side back, whatever it holds', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const lines = diff(left.join('\n'), right.join('\n'));
      const side = (sign: string) => lines.filter((line) => line.sign === sign).map((line) => line.text);
      const without = (all: readonly string[], some: readonly string[]) => {
        const rest = [...some];
        return all.filter((line) => {
          const index = rest.indexOf(line);
          return index === -1 || rest.splice(index, 1).length === 0;
        });
      };
      expect(without(left, side('-')).sort()).toEqual(without(right, side('+')).sort());
    }),
  );
});
