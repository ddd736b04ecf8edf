import { expect, test } from 'vitest';
import { fillDocs } from '../../../../../scripts/applications/lib/docs.js';

const outcomes = {
  beta: { version: '2', date: '2026-11-30', requirements: { 'range-ignored': { happened: 'passes' } } },
  alpha: {
    version: '1',
    date: '2026-11-30',
    requirements: {
      'range-ignored': { happened: 'loses data silently', step: 'reads', why: 'a | `b`' },
      'not-implemented=PutObject': { happened: 'fails loudly', step: 'writes', why: 'no' },
    },
  },
} as const;

test('replaces what is between the marks, with a line for each outcome', () => {
  const page = 'before\n<!-- outcomes -->\noutdated\n<!-- end of outcomes -->\nafter\n';
  const filled = fillDocs(page, outcomes);
  expect(filled).toMatch(/^before\n<!-- outcomes -->\n/);
  expect(filled).toMatch(/<!-- end of outcomes -->\nafter\n$/);
  expect(filled).not.toContain('outdated');
  expect(filled).toContain('| what must hold | alpha | beta |');
  expect(filled).toContain('| a range is answered with that range | **lost** | ✓ |');
  expect(filled).toContain("| `range-ignored` | loses data silently | reads | `a \\| 'b'` |");
  expect(filled).toContain('| `not-implemented=PutObject` | fails loudly | writes | `no` |');
  expect(filled.indexOf('### alpha')).toBeLessThan(filled.indexOf('### beta'));
  expect(fillDocs(filled, outcomes)).toBe(filled);
});

test('a page without a place for them is an error', () => {
  expect(() => fillDocs('no marks', outcomes)).toThrow(/no place for tables/);
});
