import { expect } from 'vitest';
import type { Diagnostic } from '../../../../src/config/text/diagnostic.js';
import { compileText } from '../../../../src/config/values/compile.js';
import { evaluate, follow, type Scope } from '../../../../src/config/values/evaluate.js';

const names: Readonly<Record<string, unknown>> = {
  bucket: 'b',
  count: 3,
  flag: false,
  nothing: null,
  empty: '',
  list: ['a', { key: 'k' }],
  page: { Contents: [{ Key: 'first' }], 'next-token': 't' },
  when: new Date('2026-01-02T03:04:05.678Z'),
};

/** A scope at a fixed time. */
export const scope: Scope = {
  lookup: (name, path) => follow(names[name], path),
  now: () => new Date('2026-01-31T12:00:00Z'),
  random: (length) => 'r'.repeat(length),
};

/** The value that a text has in that scope. */
export function value(text: string): unknown {
  const problems: Diagnostic[] = [];
  const at = { file: { name: 'a.yaml', text }, start: 0, end: text.length };
  const compiled = compileText(text, at, (problem) => problems.push(problem));
  expect(problems).toEqual([]);
  return evaluate(compiled, { scope });
}
