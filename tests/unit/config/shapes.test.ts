import { describe, expect, test } from 'vitest';
import { list, object, optional, record, required } from '../../../src/config/shape/compound.js';
import { duration, endpoint, flag, number, oneOf, text } from '../../../src/config/shape/scalars.js';
import type { Shape } from '../../../src/config/shape/shape.js';
import { nearest, nearestHint } from '../../../src/config/shape/suggest.js';
import type { Diagnostic } from '../../../src/config/text/diagnostic.js';
import { parseDocument } from '../../../src/config/text/parse-document.js';

function read<T>(shape: Shape<T>, yaml: string, strict = true) {
  const diagnostics: Diagnostic[] = [];
  const { root } = parseDocument({ name: 'a.yaml', text: yaml });
  if (!root) {
    throw new Error('this is no YAML');
  }
  let leftOut = 0;
  const value = shape.read(root, {
    strict,
    report: (diagnostic) => diagnostics.push(diagnostic),
    environment: (name) => ({ NUMBER: '5', WORD: 'word', YES: 'true' })[name],
    leaveOut: () => {
      leftOut++;
    },
  });
  return { value, leftOut, told: diagnostics.map(({ severity, message }) => `${severity}: ${message}`) };
}

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

const thing = object('a thing', {
  name: required(text, 'Its name.'),
  size: optional(number(), 'Its size.', { aliases: ['how-big'] }),
  parts: optional(list(text, { orOne: true }), 'Its parts.'),
});

describe('objects', () => {
  test('are read with the places of their values', () => {
    const { value } = read(thing, 'name: a\nhow-big: 2\nparts: b');
    expect(value).toMatchObject({ name: 'a', size: 2, parts: ['b'] });
    expect([...(value?.places ?? [])].map(([name, { start }]) => [name, start])).toEqual([
      ['name', 6],
      ['size', 17],
      ['parts', 26],
    ]);
  });

  test('a null counts as left out', () => {
    const { value, told } = read(thing, 'name: a\nsize:\nparts: ~');
    expect({ told, keys: Object.keys(value ?? {}) }).toEqual({ told: [], keys: ['where', 'places', 'name'] });
  });

  test('one wrong key hides no other: all are told, and the rest is read', () => {
    expect(read(thing, 'name: a\nsise: 2\nsize: many\nhow-big: 3\nparts: [b, [c], d]')).toEqual({
      value: expect.objectContaining({ name: 'a', parts: ['b', 'd'] }),
      leftOut: 2,
      told: [
        'error: a thing has no key "sise"',
        'error: expected a number, found the text "many"',
        'error: "how-big" is the same key as "size" above',
        'error: expected a text, found a list',
      ],
    });
  });

  test('without what is required, nothing is read', () => {
    expect(read(thing, 'size: 1')).toEqual({
      value: undefined,
      leftOut: 0,
      told: ['error: a thing needs the key "name"'],
    });
    expect(read(thing, '[a]').told).toEqual(['error: a thing must be a map, found a list']);
  });

  test('entries of a record stand under any name', () => {
    const { value, told } = read(record(number()), 'a: 1\nb: x\nc: 3');
    expect({ value, told }).toEqual({
      value: new Map([
        ['a', 1],
        ['c', 3],
      ]),
      told: ['error: expected a number, found the text "x"'],
    });
  });
});

test('the JSON Schema of a shape says the same as its reader', () => {
  expect(thing.schema(new Map())).toMatchObject({
    type: 'object',
    additionalProperties: false,
    required: ['name'],
    properties: {
      name: { description: 'Its name.' },
      size: { description: 'Its size.' },
      parts: { anyOf: [{ type: 'array' }, { type: expect.arrayContaining(['string']) }] },
    },
  });
});

describe('a suggestion', () => {
  const known = ['endpoint_url', 'region', 'path_style', '_'];

  test.each<readonly [name: string, match: string | undefined]>([
    ['regoin', 'region'],
    ['REGION', 'region'],
    ['endpoint_ur', 'endpoint_url'],
    ['colour', undefined],
    ['x', undefined],
  ])('for %s is %s', (name, match) => {
    expect(nearest(name, known)).toBe(match);
  });

  test('lists what there is where nothing is near', () => {
    expect(nearestHint('colour', known)).toBe('known: endpoint_url, region, path_style, _');
    expect(nearestHint('colour', [])).toBeUndefined();
  });
});
