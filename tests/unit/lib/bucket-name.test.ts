import { expect, test } from 'vitest';
import { hasFormOfBucketName, isBucketName } from '../../../src/lib/bucket-name.js';

test.each(['abc', 'a-b.c', '1a2', 'a'.repeat(63), 'xn1', '1.2.3'])(
  '%s can be the name of a bucket',
  (name) => {
    expect(isBucketName(name)).toBe(true);
  },
);

test.each([
  'ab',
  'a'.repeat(64),
  'Bad',
  'a b',
  'a_b',
  '-abc',
  'abc-',
  '.abc',
  'a..b',
  '192.168.5.4',
  'a/b',
  '*',
  '',
])('"%s" cannot', (name) => {
  expect(isBucketName(name)).toBe(false);
});

test.each([
  ['a..b', true],
  ['192.168.5.4', true],
  ['Bad', false],
  ['ab', false],
])('whether "%s" has the form of a name: %s', (name, expected) => {
  expect(hasFormOfBucketName(name)).toBe(expected);
});
