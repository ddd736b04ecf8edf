import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { alignColumns } from '../../../src/reporting/columns.js';
import { describeMismatch } from '../../../src/reporting/describe-mismatch.js';
import { diff } from '../../../src/reporting/diff.js';
import { displayWidth, shorten } from '../../../src/reporting/display-width.js';
import { formatDuration } from '../../../src/reporting/durations.js';
import { block, inline } from '../../../src/reporting/inline.js';
import { printable } from '../../../src/reporting/printable.js';
import { formatRate } from '../../../src/reporting/words.js';

test.each([
  [0, '0 ms'],
  [0.0854, '85 ms'],
  [0.9996, '1.00 s'],
  [1.24, '1.24 s'],
  [59.999, '1 min 00 s'],
  [123.4, '2 min 03 s'],
])('a duration of %d s is %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test.each([
  [1, '100 %'],
  [0.9999, '99.9 %'],
  [0.75, '75 %'],
  [0, '0 %'],
])('a rate of %d is %s', (rate, text) => {
  expect(formatRate(rate)).toBe(text);
});

test('text of a server can neither move the cursor nor change direction', () => {
  expect(printable('a\u001b[2Jb\rc\u202ed\u0085e\tf\n')).toBe('a\\x1b[2Jb\\rc\\u202ed\\x85e\tf\n');
});

describe('width', () => {
  test('counts columns, not code units', () => {
    expect(['abc', 'é', 'e\u0301', '漢字', '😀', '✓ ok'].map(displayWidth)).toEqual([3, 1, 1, 4, 2, 4]);
  });

  test.each([
    ['an emoji that is made of a sign and a selector', '\u2764\ufe0f', 2],
    ['another one', '\u2600\ufe0f', 2],
    ['a zero-width space', 'a\u200bb', 2],
    ['a soft hyphen', 'a\u00adb', 2],
    ['a combining mark alone', '\u0301', 0],
    ['a halfwidth katakana', '\uff8a', 1],
    ['a family, which is one character', '\u{1f469}\u200d\u{1f469}\u200d\u{1f467}', 2],
  ])('knows %s', (_, text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  test('of the signs that reports use is one column each', () => {
    for (const sign of '×·–›…→✓✗') {
      expect([sign, displayWidth(sign)]).toEqual([sign, stringWidth(sign)]);
    }
    expect(displayWidth('✓\u0301')).toBe(1);
  });

  test('shortens to columns and says so', () => {
    expect(shorten('hello', 5)).toBe('hello');
    expect(shorten('hello!', 5)).toBe('hell…');
    expect(shorten('漢字漢字', 5)).toBe('漢字…');
    expect(shorten('❤️❤️❤️', 5)).toBe('❤️❤️…');
    expect(shorten('✓ passed', 5)).toBe('✓ pa…');
  });

  test('aligns columns, also with wide and painted cells', () => {
    const rows = [
      ['漢字', { text: '1', align: 'end' as const }],
      [
        { text: 'ab', paint: (text: string) => `<${text}>` },
        { text: '10', align: 'end' as const },
      ],
      ['last', ''],
    ];
    expect(alignColumns(rows)).toEqual(['漢字   1', '<ab>    10', 'last']);
  });
});

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

describe('a mismatch', () => {
  const show = (expected: unknown, actual: unknown, width = 60) => {
    const text = describeMismatch({ path: 'p', expected, actual }, width);
    return text.lines.length === 0 ? text.text : text.lines.map(({ sign, text }) => `${sign} ${text}`);
  };

  test('stands on one line where it fits', () => {
    expect(show(403, 200)).toBe('p: expected 403, actual 200');
    expect(show('200', 200)).toBe('p: expected "200", actual 200');
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

  test('shows both sides whole where they share too little', () => {
    const many = (start: number) => Array.from({ length: 2000 }, (_, index) => `line ${start + index}`);
    const lines = diff([...many(0), 'shared'].join('\n'), [...many(9000), 'shared'].join('\n'));
    expect(lines.filter(({ sign }) => sign === '-').map(({ text }) => text)).toEqual([...many(0), 'shared']);
    expect(lines.filter(({ sign }) => sign === '+').map(({ text }) => text)).toEqual([
      ...many(9000),
      'shared',
    ]);
  });

  test('gives each side back, whatever it holds', () => {
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
});
