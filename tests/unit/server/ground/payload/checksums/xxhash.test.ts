import { beforeAll, expect, test } from 'vitest';
import { createXxhash, loadXxhash } from '../../../../../../src/server/ground/payload/checksums/xxhash.js';

beforeAll(() => loadXxhash());

/** Check values of the xxHash project. */
test.each([
  ['XXHASH64', '', 'ef46db3751d8e999'],
  ['XXHASH64', '123456789', '8cb841db40e6ae83'],
  ['XXHASH3', '', '2d06800538d394c2'],
  ['XXHASH128', '', '99aa06d3014798d86001c324468d497f'],
] as const)('%s of %j', (algorithm, text, sum) => {
  const hasher = createXxhash(algorithm);
  hasher.update(Buffer.from(text));
  expect(hasher.digest().toString('hex')).toBe(sum);
});

test('sums that grow side by side do not disturb each other', () => {
  const whole = createXxhash('XXHASH64');
  const parts = createXxhash('XXHASH64');
  const other = createXxhash('XXHASH64');
  for (const part of ['1234', '56789']) {
    parts.update(Buffer.from(part));
    other.update(Buffer.from('something else'));
  }
  whole.update(Buffer.from('123456789'));
  expect(parts.digest()).toEqual(whole.digest());
  expect(other.digest()).not.toEqual(whole.digest());
});
