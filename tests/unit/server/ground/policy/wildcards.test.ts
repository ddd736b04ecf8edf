import { describe, expect, test } from 'vitest';
import { matchesPattern } from '../../../../../src/server/ground/policy/wildcards.js';

describe('matchesPattern', () => {
  test.each([
    ['a*c', 'abbc', true],
    ['a*c', 'abb', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['*', '', true],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b/x/y', true],
  ])('%s on %s', (pattern, text, expected) => {
    expect(matchesPattern(pattern, text)).toBe(expected);
  });
});
