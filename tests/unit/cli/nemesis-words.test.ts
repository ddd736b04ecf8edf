import { describe, expect, test } from 'vitest';
import { parseNemeses } from '../../../src/cli/nemesis-words.js';

describe('the words of --nemesis', () => {
  test.each<readonly [words: readonly string[], read: ReturnType<typeof parseNemeses>]>([
    [[], []],
    [['a', 'b'], [{ on: 'a', off: 'b', every: 10, lasts: 5 }]],
    [['a', 'b', 'every', '30s'], [{ on: 'a', off: 'b', every: 30, lasts: 15 }]],
    [['a', 'b', 'for', '500ms', 'every', '2s'], [{ on: 'a', off: 'b', every: 2, lasts: 0.5 }]],
    [
      ['a', '', 'every', '1m', 'c', 'd'],
      [
        { on: 'a', off: '', every: 60, lasts: 30 },
        { on: 'c', off: 'd', every: 10, lasts: 5 },
      ],
    ],
  ])('%j', (words, read) => {
    expect(parseNemeses(words)).toEqual(read);
  });

  test.each<readonly [words: readonly string[], message: string]>([
    [['a'], '--nemesis wants a command that brings the fault and one that ends it'],
    [['a', 'every', '10s'], '--nemesis wants a command that brings the fault and one that ends it'],
    [['', 'b'], '--nemesis wants a command that brings the fault and one that ends it'],
    [['a', 'b', 'every'], '--nemesis: "every" wants one duration, such as 10s'],
    [['a', 'b', 'every', 'day'], '--nemesis: "every" wants one duration, such as 10s'],
    [['a', 'b', 'every', '0s'], '--nemesis: "every" wants one duration, such as 10s'],
    [['a', 'b', 'every', '1s', 'every', '2s'], '--nemesis: "every" wants one duration, such as 10s'],
    [['a', 'b', 'every', '5s', 'for', '5s'], '--nemesis: a fault that comes every 5 s cannot last 5 s'],
  ])('%j is refused', (words, message) => {
    expect(() => parseNemeses(words)).toThrow(message);
  });
});
