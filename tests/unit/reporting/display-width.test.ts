import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { displayWidth, shorten } from '../../../src/reporting/display-width.js';

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
});

test('of a text that no terminal could show, only the beginning is looked at', () => {
  const long = `é${'漢'.repeat(1_000_000)}`;
  expect(displayWidth(long)).toBe(1 + 2 * 4095 + (long.length - 4096));
});
