import { describe, expect, test } from 'vitest';
import { readRange } from '../../../../../src/server/ground/http/range.js';

describe('readRange', () => {
  test.each([
    ['bytes=0-0', { start: 0, end: 1 }],
    ['bytes=9-', { start: 9, end: 10 }],
    ['bytes=-3', { start: 7, end: 10 }],
    ['bytes=-30', { start: 0, end: 10 }],
    ['bytes=5-3', undefined],
    ['bytes=0-1,3-4', undefined],
    ['items=0-1', undefined],
  ])('%s of ten bytes', (header, expected) => {
    expect(readRange(header, 10)).toEqual(expected);
  });

  test.each(['bytes=10-', 'bytes=-0'])('%s of ten bytes is refused', (header) => {
    expect(() => readRange(header, 10)).toThrow('not satisfiable');
  });
});
