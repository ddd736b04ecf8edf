import { array, assert, boolean, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SortedMap } from '../../../../../src/server/ground/store/sorted-map.js';
import { compareUtf8 } from '../../../../../src/server/ground/store/utf8-order.js';
import { byBytes, text } from './text-order.js';

describe('SortedMap', () => {
  test('holds what a map holds, in order', () => {
    assert(
      property(array(tuple(text, boolean()), { maxLength: 60 }), text, (steps, start) => {
        const sorted = new SortedMap<number>();
        const plain = new Map<string, number>();
        steps.forEach(([key, isAdded], index) => {
          if (isAdded) {
            sorted.set(key, index);
            plain.set(key, index);
          } else {
            expect(sorted.delete(key)).toBe(plain.delete(key));
          }
        });
        expect(sorted.size).toBe(plain.size);
        const wanted = [...plain].sort(([left], [right]) => byBytes(left, right));
        expect([...sorted.from(() => false)]).toEqual(wanted);
        const after = [...sorted.from((key) => compareUtf8(key, start) <= 0)];
        expect(after).toEqual(wanted.filter(([key]) => byBytes(key, start) > 0));
      }),
    );
  });

  test('splits into blocks and joins again', () => {
    const sorted = new SortedMap<number>();
    const keys = Array.from({ length: 3000 }, (_, index) => `key-${(index * 7919) % 3000}`);
    for (const [index, key] of keys.entries()) {
      sorted.set(key, index);
    }
    expect([...sorted.from(() => false)].map(([key]) => key)).toEqual([...keys].sort());
    for (const key of keys) {
      sorted.delete(key);
    }
    expect([...sorted.from(() => false)]).toEqual([]);
  });
});
