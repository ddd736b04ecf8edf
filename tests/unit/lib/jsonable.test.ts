import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonable, jsonableRecord } from '../../../src/lib/jsonable.js';

test.each([
  ['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
  ['no date', new Date(Number.NaN), null],
  ['bytes', Uint8Array.of(1, 2, 3), 'AQID'],
  ['a part of a buffer', new Uint8Array(Uint8Array.of(0, 1, 2, 3).buffer, 1, 3), 'AQID'],
  ['a set', new Set([1, 'a']), [1, 'a']],
  ['a map', new Map<unknown, unknown>([[1, { a: new Date(0) }]]), { 1: { a: '1970-01-01T00:00:00.000Z' } }],
  ['a big integer', 2n ** 64n, '18446744073709551616'],
  ['a small big integer', 5n, 5],
  ['no number', [Number.NaN, Number.POSITIVE_INFINITY], ['NaN', 'Infinity']],
  ['what is absent', { a: undefined, b: [undefined], c: () => 1 }, { b: [null] }],
  ['nothing', undefined, null],
  ['an address', new URL('http://h/'), 'http://h/'],
])('%s', (_, value, expected) => {
  expect(jsonable(value)).toEqual(expected);
});

test('an error keeps what it says', () => {
  const error = Object.assign(new TypeError('bad', { cause: new Error('worse') }), { code: 'E_BAD' });
  expect(jsonable(error)).toMatchObject({
    name: 'TypeError',
    message: 'bad',
    code: 'E_BAD',
    cause: { message: 'worse' },
  });
});

test('a cycle is named, what only repeats is not', () => {
  const shared = { a: 1 };
  const value: Record<string, unknown> = { first: shared, second: shared };
  value.self = value;
  expect(jsonable(value)).toEqual({ first: { a: 1 }, second: { a: 1 }, self: '[circular]' });
});

test('a record stays one, with what it says as data', () => {
  const record: Record<string, unknown> = { at: new Date(0), absent: undefined };
  record.self = record;
  expect(jsonableRecord(record)).toEqual({ at: '1970-01-01T00:00:00.000Z', self: '[circular]' });
});

test('a member named __proto__ stays data', () => {
  const value = jsonable(JSON.parse('{"__proto__":{"a":1}}'));
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1}}');
});

test('zero has no sign', () => {
  expect(Object.is(jsonable(-0), 0)).toBe(true);
});

test('anything becomes JSON, and JSON stays what it is', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true }), (value) => {
      const data = jsonable(value);
      expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    }),
  );
});
