import { describe, expect, test } from 'vitest';
import { describeMismatch } from '../../../src/reporting/describe-mismatch.js';

describe('a mismatch', () => {
  const show = (expected: unknown, actual: unknown, width = 60) => {
    const text = describeMismatch({ path: 'p', expected, actual }, width);
    return text.lines.length === 0 ? text.text : text.lines.map(({ sign, text }) => `${sign} ${text}`);
  };

  test('stands on one line where it fits', () => {
    expect(show(403, 200)).toBe('p: expected 403, actual 200');
    expect(show('200', 200)).toBe('p: expected "200", actual 200');
  });

  test('says in words why there is no value', () => {
    expect(show({ $gt: 2 }, { unreadable: 'there is no list' })).toBe(
      'p: expected { $gt: 2 }, actual there is no list',
    );
  });

  test('shows long values from a little before they part', () => {
    const head = 'a'.repeat(80);
    expect(show(`${head}expected`, `${head}actual`)).toEqual([
      `- …${'a'.repeat(16)}expected`,
      `+ …${'a'.repeat(15)}aactual`,
    ]);
  });

  test('shows lists by their differing items, with context', () => {
    const items = (...names: readonly string[]) =>
      names.map((Key) => ({ Key, Size: 10, StorageClass: 'STANDARD' }));
    expect(show(items('a', 'b', 'c', 'd', 'e', 'f'), items('a', 'b', 'c', 'e', 'f'))).toEqual([
      '  …',
      '    { Key: b, Size: 10, StorageClass: STANDARD },',
      '    { Key: c, Size: 10, StorageClass: STANDARD },',
      '-   { Key: d, Size: 10, StorageClass: STANDARD },',
      '    { Key: e, Size: 10, StorageClass: STANDARD },',
      '    { Key: f, Size: 10, StorageClass: STANDARD },',
      '  …',
    ]);
  });

  test('shows text by its lines', () => {
    expect(show('one\ntwo\nthree', 'one\n2\nthree')).toEqual(['  one', '- two', '+ 2', '  three']);
  });

  test('is found behind any number of equal lines', () => {
    const lines = (last: string) => `${'same\n'.repeat(4000)}${last}`;
    expect(show(lines('left'), lines('right'))).toEqual(['  …', '  same', '  same', '- left', '+ right']);
  });
});
