import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { match } from '../../../src/expectations/index.js';

const time = new Date('2026-01-02T03:04:05Z');
const isoTime = '2026-01-02T03:04:05.000Z';

/** Each line: a matcher, a value that fits it, one that does not, and the mismatches of the latter. */
const table: readonly (readonly [matcher: unknown, fits: unknown, not: unknown, found: readonly object[]])[] =
  [
    ['a', 'a', 'A', [{ path: 'x', expected: 'a', actual: 'A' }]],
    // The same letter, composed and decomposed: other bytes, another key.
    ['\u00e9', '\u00e9', 'e\u0301', [{ path: 'x', expected: '\u00e9', actual: 'e\u0301' }]],
    [5, 5, 6, [{ path: 'x', expected: 5, actual: 6 }]],
    [5, '5', '05', [{ path: 'x', expected: 5, actual: '05' }]],
    [true, 'true', false, [{ path: 'x', expected: true, actual: false }]],
    [null, undefined, '', [{ path: 'x', expected: null, actual: '' }]],
    [null, null, [], [{ path: 'x', expected: null, actual: [] }]],
    [
      '2026-01-02T03:04:05Z',
      time,
      new Date(0),
      [{ path: 'x', expected: '2026-01-02T03:04:05Z', actual: '1970-01-01T00:00:00.000Z' }],
    ],
    [
      'Fri, 02 Jan 2026 03:04:05 GMT',
      time,
      'later',
      [{ path: 'x', expected: 'Fri, 02 Jan 2026 03:04:05 GMT', actual: 'later' }],
    ],
    [time, 'Fri, 02 Jan 2026 03:04:05 GMT', null, [{ path: 'x', expected: isoTime, actual: null }]],
    [
      ['a', 'b'],
      ['a', 'b'],
      ['b', 'a'],
      [
        { path: 'x[0]', expected: 'a', actual: 'b' },
        { path: 'x[1]', expected: 'b', actual: 'a' },
      ],
    ],
    [['a'], ['a'], ['a', 'b'], [{ path: 'x', expected: ['a'], actual: ['a', 'b'] }]],
    [['a'], ['a'], 'a', [{ path: 'x', expected: ['a'], actual: 'a' }]],
    [
      { A: 1, 'b c': 2 },
      { A: 1, 'b c': 2, C: 3 },
      { A: 1, 'b c': 3 },
      [{ path: 'x["b c"]', expected: 2, actual: 3 }],
    ],
    [{ A: 1 }, { A: 1 }, null, [{ path: 'x', expected: { A: 1 }, actual: null }]],
    [
      { constructor: null },
      {},
      { constructor: 'x' },
      [{ path: 'x.constructor', expected: null, actual: 'x' }],
    ],
    [{ $exists: true }, '', null, [{ path: 'x', expected: { $exists: true }, actual: null }]],
    [{ $exists: false }, undefined, 0, [{ path: 'x', expected: { $exists: false }, actual: 0 }]],
    [{ $type: 'time' }, time, isoTime, [{ path: 'x', expected: { $type: 'time' }, actual: isoTime }]],
    [{ $type: 'integer' }, 5, 5.5, [{ path: 'x', expected: { $type: 'integer' }, actual: 5.5 }]],
    [{ $type: 'string' }, 'a', 5, [{ path: 'x', expected: { $type: 'string' }, actual: 5 }]],
    [{ $type: 'list' }, [], {}, [{ path: 'x', expected: { $type: 'list' }, actual: {} }]],
    [{ $type: 'map' }, {}, [], [{ path: 'x', expected: { $type: 'map' }, actual: [] }]],
    [{ $type: 'null' }, null, false, [{ path: 'x', expected: { $type: 'null' }, actual: false }]],
    [
      { $matches: '^"[0-9a-f]+"$' },
      '"a1"',
      'a1',
      [{ path: 'x', expected: { $matches: '^"[0-9a-f]+"$' }, actual: 'a1' }],
    ],
    [
      { $matches: '(?i)^ABC$' },
      'abc',
      'abd',
      [{ path: 'x', expected: { $matches: '(?i)^ABC$' }, actual: 'abd' }],
    ],
    [{ $matches: '.*' }, '', null, [{ path: 'x', expected: { $matches: '.*' }, actual: null }]],
    [
      { $one_of: ['a', { $gt: 5 }] },
      6,
      'b',
      [{ path: 'x', expected: { $one_of: ['a', { $gt: 5 }] }, actual: 'b' }],
    ],
    [{ $contains: 'ell' }, 'Hello', 'Helo', [{ path: 'x', expected: { $contains: 'ell' }, actual: 'Helo' }]],
    [
      { $contains: { Key: 'a' } },
      [{ Key: 'b' }, { Key: 'a', Size: 1 }],
      [{ Key: 'b' }],
      [{ path: 'x', expected: { $contains: { Key: 'a' } }, actual: [{ Key: 'b' }] }],
    ],
    [
      { $contains: ['a', 'b'] },
      ['c', 'b', 'a'],
      ['a'],
      [{ path: 'x', expected: { $contains: ['a', 'b'] }, actual: ['a'] }],
    ],
    [{ $contains: 'a' }, ['a'], null, [{ path: 'x', expected: { $contains: 'a' }, actual: null }]],
    [{ $length: 2 }, ['a', 'b'], ['a'], [{ path: 'x.length', expected: 2, actual: 1 }]],
    [
      { $length: { $gte: 2 } },
      '\u{1F600}\u{1F600}',
      '\u{1F600}',
      [{ path: 'x.length', expected: { $gte: 2 }, actual: 1 }],
    ],
    [{ $length: 0 }, [], null, [{ path: 'x', expected: { $length: 0 }, actual: null }]],
    [{ $gt: 5 }, 6, 5, [{ path: 'x', expected: { $gt: 5 }, actual: 5 }]],
    [
      { $gt: '2026-01-01T00:00:00Z' },
      time,
      new Date(0),
      [{ path: 'x', expected: { $gt: '2026-01-01T00:00:00Z' }, actual: '1970-01-01T00:00:00.000Z' }],
    ],
    [{ $gte: 5 }, '5', '4', [{ path: 'x', expected: { $gte: 5 }, actual: '4' }]],
    [{ $lt: 5 }, 4, 5, [{ path: 'x', expected: { $lt: 5 }, actual: 5 }]],
    [{ $lt: 5 }, 4, null, [{ path: 'x', expected: { $lt: 5 }, actual: null }]],
    [
      { $lte: time },
      'Fri, 02 Jan 2026 03:04:05 GMT',
      'Fri, 02 Jan 2026 03:04:06 GMT',
      [{ path: 'x', expected: { $lte: isoTime }, actual: 'Fri, 02 Jan 2026 03:04:06 GMT' }],
    ],
    [{ $gte: 1, $lt: 5 }, 4, 0, [{ path: 'x', expected: { $gte: 1 }, actual: 0 }]],
    [
      { $gt: 5, $lt: 1 },
      null,
      3,
      [
        { path: 'x', expected: { $gt: 5 }, actual: 3 },
        { path: 'x', expected: { $lt: 1 }, actual: 3 },
      ],
    ],
    [
      { $near: { value: 10, within: 2 } },
      12,
      13,
      [{ path: 'x', expected: { $near: { value: 10, within: 2 } }, actual: 13 }],
    ],
    [
      { $near: { value: isoTime, within: '5s' } },
      new Date(time.getTime() - 5000),
      new Date(time.getTime() - 5001),
      [
        {
          path: 'x',
          expected: { $near: { value: isoTime, within: '5s' } },
          actual: '2026-01-02T03:03:59.999Z',
        },
      ],
    ],
    [{ $not: 'a' }, 'b', 'a', [{ path: 'x', expected: { $not: 'a' }, actual: 'a' }]],
    [
      { $not: { $contains: 'a' } },
      ['b'],
      ['a'],
      [{ path: 'x', expected: { $not: { $contains: 'a' } }, actual: ['a'] }],
    ],
    [
      { $unordered: ['a', { $matches: '^[ab]$' }] },
      ['b', 'a'],
      ['b', 'c'],
      [{ path: 'x', expected: { $unordered: ['a', { $matches: '^[ab]$' }] }, actual: ['b', 'c'] }],
    ],
    // The first matcher would take the only item that the second one can have.
    [
      { $unordered: [{ $matches: '.' }, 'a'] },
      ['a', 'b'],
      ['a'],
      [{ path: 'x', expected: { $unordered: [{ $matches: '.' }, 'a'] }, actual: ['a'] }],
    ],
    [{ $exact: { A: 1 } }, { A: 1 }, { A: 1, B: 2 }, [{ path: 'x.B', expected: null, actual: 2 }]],
    [
      { $exact: [{ A: { B: 1 } }] },
      [{ A: { B: 1, C: undefined } }],
      [{ A: { B: 1, C: 2 } }],
      [{ path: 'x[0].A.C', expected: null, actual: 2 }],
    ],
    [
      { $each: { Size: { $gt: 0 } } },
      [{ Size: 1 }],
      [{ Size: 1 }, { Size: 0 }],
      [{ path: 'x[1].Size', expected: { $gt: 0 }, actual: 0 }],
    ],
    [{ $each: 'a' }, [], null, [{ path: 'x', expected: { $each: 'a' }, actual: null }]],
    [
      { $unique: true },
      ['a', 'b'],
      ['a', 'b', 'a'],
      [{ path: 'x[2]', expected: { $unique: true }, actual: 'a' }],
    ],
    [{ $unique: false }, ['a', 'a'], ['a'], [{ path: 'x', expected: { $unique: false }, actual: ['a'] }]],
    [
      { $sorted: 'bytes' },
      ['A', 'a', 'a', '\uffee', '\u{1F600}'],
      ['a', '\u{1F600}', '\uffee'],
      [{ path: 'x[2]', expected: { $sorted: 'bytes' }, actual: ['\u{1F600}', '\uffee'] }],
    ],
    [{ $sorted: 'bytes' }, [], null, [{ path: 'x', expected: { $sorted: 'bytes' }, actual: null }]],
    [
      { $tokens: ['get', 'PUT'] },
      'PUT, Get',
      'GET',
      [{ path: 'x', expected: { $tokens: ['get', 'PUT'] }, actual: 'GET' }],
    ],
    [
      { $tokens: 'a, b' },
      ['B', 'a'],
      ['a', 'b', 'c'],
      [{ path: 'x', expected: { $tokens: 'a, b' }, actual: ['a', 'b', 'c'] }],
    ],
    [
      { $tokens: { $contains: 'Origin' } },
      'Accept, ORIGIN',
      'Accept',
      [{ path: 'x', expected: { $contains: 'origin' }, actual: ['accept'] }],
    ],
    [{ $bogus: 1 }, null, 1, [{ path: 'x', expected: { $bogus: 1 }, actual: 1 }]],
  ];

/** Matchers that nothing can satisfy have no value that fits. */
const unsatisfiable = new Set(['{"$gt":5,"$lt":1}', '{"$bogus":1}']);

describe('match', () => {
  it.each(table)('%j', (matcher, fits, not, found) => {
    if (!unsatisfiable.has(JSON.stringify(matcher))) {
      expect(match(matcher, fits, 'x')).toEqual([]);
    }
    expect(match(matcher, not, 'x')).toEqual(found);
  });

  it('finds every value equal to itself', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        fc.pre(!JSON.stringify(value).includes('"$'));
        expect(match(value, structuredClone(value), 'x')).toEqual([]);
        expect(match({ $exact: value }, structuredClone(value), 'x')).toEqual([]);
      }),
    );
  });

  it('says the opposite under $not', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.string()), fc.oneof(fc.integer(), fc.string()), (left, right) => {
        const fits = match(left, right, 'x').length === 0;
        expect(match({ $not: left }, right, 'x').length > 0).toBe(fits);
      }),
    );
  });

  it('takes a list in any order under $unordered, and no other list of its length', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
        (wanted, actual) => {
          const same = [...wanted].sort().join() === [...actual].sort().join();
          expect(match({ $unordered: wanted }, actual, 'x').length === 0).toBe(same);
        },
      ),
    );
  });

  it('keeps mismatches fit for JSON', () => {
    const bytes = new Uint8Array([0, 255]);
    const found = match(
      'a',
      { at: time, bytes, large: new Uint8Array(5000), none: undefined, odd: Number.NaN },
      'x',
    );
    expect(found).toEqual([
      {
        path: 'x',
        expected: 'a',
        actual: { at: isoTime, bytes: { base64: 'AP8=' }, large: { size: 5000 }, odd: 'NaN' },
      },
    ]);
    expect(JSON.parse(JSON.stringify(found))).toEqual(found);
  });
});
