import { expect, test } from 'vitest';
import { effort } from '../../../../src/config/language/effort.js';
import { reportTo, type ValueProblem } from '../../../../src/lib/fields/report.js';

function problemsOf(value: unknown): readonly string[] {
  const problems: ValueProblem[] = [];
  effort.check(value, reportTo(problems, [], 'rounds'));
  return problems.map(({ message }) => message);
}

test.each<readonly [value: unknown, read: number]>([
  [5, 5],
  ['12', 12],
  [{ usual: 3, thorough: 200 }, 3],
])('%j is read as %d', (value, read) => {
  expect(problemsOf(value)).toEqual([]);
  expect(effort.read(value, {})).toBe(read);
});

test.each([
  [0],
  [-1],
  [1.5],
  ['many'],
  [true],
  [''],
  [null],
  [[3]],
  [{ usual: 3 }],
  [{ usual: 3, thorough: 0 }],
  [{ usual: 3, thorough: 4, often: 5 }],
])('%j is none', (value) => {
  expect(problemsOf(value)).toEqual([
    'rounds needs a whole number from 1 on, or a map with one for usual and one for thorough',
  ]);
});
