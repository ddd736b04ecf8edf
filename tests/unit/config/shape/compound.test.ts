import { describe, expect, test } from 'vitest';
import { list, object, optional, record, required } from '../../../../src/config/shape/compound.js';
import { number, text } from '../../../../src/config/shape/scalars.js';
import { read } from './read-shape.js';

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
