import { expect, test } from 'vitest';
import { isObject, isRecord } from '../../../src/lib/records.js';

class Instance {
  readonly member = 1;
}

test.each<[string, unknown, { record: boolean; object: boolean }]>([
  ['a map', { a: 1 }, { record: true, object: true }],
  ['a map without a prototype', Object.create(null), { record: true, object: true }],
  ['a map named __proto__', JSON.parse('{"__proto__":{}}'), { record: true, object: true }],
  ['a list', [], { record: false, object: true }],
  ['a date', new Date(0), { record: false, object: true }],
  ['bytes', Uint8Array.of(1), { record: false, object: true }],
  ['a Map', new Map(), { record: false, object: true }],
  ['an instance', new Instance(), { record: false, object: true }],
  ['null', null, { record: false, object: false }],
  ['text', 'a', { record: false, object: false }],
  ['a symbol', Symbol('a'), { record: false, object: false }],
  ['a function', () => 1, { record: false, object: false }],
])('%s', (_, value, expected) => {
  expect({ record: isRecord(value), object: isObject(value) }).toEqual(expected);
});
