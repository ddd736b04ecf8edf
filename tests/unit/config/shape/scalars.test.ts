import { describe, expect, test } from 'vitest';
import { duration, endpoint, flag, number, oneOf, text } from '../../../../src/config/shape/scalars.js';
import type { Shape } from '../../../../src/config/shape/shape.js';
import { read } from './read-shape.js';

describe('scalars', () => {
  test.each<readonly [shape: Shape<unknown>, yaml: string, value: unknown]>([
    [text, 'a word', 'a word'],
    [text, '010', '010'],
    [text, '1.50', '1.50'],
    [text, 'true', 'true'],
    [text, '"${WORD}s"', 'words'],
    [text, '"${NONE:-default}"', 'default'],
    [flag, 'true', true],
    [flag, '"${YES}"', true],
    [number({ min: 1, whole: true }), '7', 7],
    [number({ above: 0 }), '0.5', 0.5],
    [number({ above: 0 }), '"${NUMBER}"', 5],
    [duration, '500ms', 500],
    [duration, '2', 2000],
    [duration, '1.5m', 90_000],
    [duration, '1d', 86_400_000],
    [oneOf('standard', 'adaptive'), 'adaptive', 'adaptive'],
    [endpoint, 'embedded', 'embedded'],
    [endpoint, 'https://s3.example.com/path', 'https://s3.example.com/path'],
  ])('%# %s', (shape, yaml, value) => {
    expect(read(shape, yaml)).toEqual({ value, leftOut: 0, told: [] });
  });

  test.each<readonly [shape: Shape<unknown>, yaml: string, message: string]>([
    [text, '[a]', 'expected a text, found a list'],
    [flag, 'yes', 'expected true or false, found the text "yes"'],
    [flag, '1', 'expected true or false, found the number 1'],
    [number({ min: 1, whole: true }), '1.5', 'expected a whole number of at least 1, found the number 1.5'],
    [number({ above: 0 }), '0', 'expected a number above 0, found the number 0'],
    [number({ above: 0 }), '.inf', 'expected a number above 0, found the number .inf'],
    [duration, 'soon', 'expected a duration such as 500ms, 2s or 5m, found the text "soon"'],
    [oneOf('standard', 'adaptive'), 'legacy', 'expected one of standard, adaptive, found the text "legacy"'],
    [endpoint, 'localhost:9000', 'or the word embedded, found the text "localhost:9000"'],
    [endpoint, 'ftp://host', 'or the word embedded, found the text "ftp://host"'],
    [text, '"${NONE}"', 'the environment variable NONE is not set'],
  ])('%# %s is refused', (shape, yaml, message) => {
    expect(read(shape, yaml).told).toEqual([expect.stringContaining(message)]);
  });

  test('a variable that is not set is only a warning, where nothing is to be run', () => {
    const told = ['warning: the environment variable NONE is not set'];
    expect(read(text, '"${NONE}"', false)).toEqual({ value: '${NONE}', leftOut: 0, told });
    expect(read(endpoint, '"${NONE}"', false)).toEqual({ value: '${NONE}', leftOut: 0, told });
    expect(read(number(), '"${NONE}"', false)).toEqual({ value: undefined, leftOut: 0, told });
  });
});
