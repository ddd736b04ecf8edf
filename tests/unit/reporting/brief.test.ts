import { describe, expect, test } from 'vitest';
import { briefLine, briefText } from '../../../src/reporting/brief.js';

describe('briefLine', () => {
  test('is one line, and as it is where it is short', () => {
    expect(briefLine('a\nb', 3)).toBe('a\\nb');
  });

  test('says how much it leaves out, and cuts no character in two', () => {
    expect(briefLine('abc😀', 3)).toBe('abc… (2 more characters)');
    expect(briefLine('abc😀', 4)).toBe('abc… (1 more characters)');
  });
});

test('briefText keeps its lines', () => {
  expect(briefText('a\nb', 3)).toBe('a\nb');
  expect(briefText('a\nbcd', 3)).toBe('a\nb…\n(2 more characters)');
});
