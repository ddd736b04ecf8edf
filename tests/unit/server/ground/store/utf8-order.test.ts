import { assert, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareUtf8 } from '../../../../../src/server/ground/store/utf8-order.js';
import { byBytes, text } from './text-order.js';

describe('compareUtf8', () => {
  test('orders as the UTF-8 bytes do', () => {
    assert(
      property(text, text, (left, right) => {
        expect(Math.sign(compareUtf8(left, right))).toBe(byBytes(left, right));
      }),
    );
  });
});
