import { describe, expect, test } from 'vitest';
import { block, inline } from '../../../src/reporting/inline.js';

describe('values', () => {
  test.each([
    ['text/plain', 'text/plain'],
    ['200', '"200"'],
    ['true', '"true"'],
    ['', '""'],
    ['"abc"', `'"abc"'`],
    [`it's "x"`, String.raw`"it's \"x\""`],
    ['two words', '"two words"'],
    [200, '200'],
    [null, 'null'],
    [undefined, 'nothing'],
    [[], '[]'],
    [{}, '{}'],
    [{ a: ['b', 1], 'c d': null }, '{ a: [b, 1], "c d": null }'],
  ])('%j reads %s', (value, text) => {
    expect(inline(value)).toBe(text);
  });

  test('take as few lines as fit', () => {
    expect(block({ a: 1, list: [{ Key: 'first' }, { Key: 'second' }] }, 20)).toEqual([
      '{',
      '  a: 1,',
      '  list: [',
      '    { Key: first },',
      '    { Key: second },',
      '  ],',
      '}',
    ]);
  });
});
