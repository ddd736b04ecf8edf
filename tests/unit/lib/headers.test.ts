import { expect, test } from 'vitest';
import { type HeaderList, headerValue, joinHeaders } from '../../../src/lib/headers.js';

const headers: HeaderList = [
  ['Vary', 'Origin'],
  ['ETag', '"a"'],
  ['vary', 'Accept'],
  ['constructor', 'text'],
];

test('headers of one name are joined, whatever its case, and no name is taken for a member of objects', () => {
  expect(joinHeaders(headers)).toEqual({ vary: 'Origin, Accept', etag: '"a"', constructor: 'text' });
});

test.each([
  ['vary', 'Origin, Accept'],
  ['etag', '"a"'],
  ['constructor', 'text'],
  ['tostring', undefined],
])('the value of %s is %j', (name, value) => {
  expect(headerValue(headers, name)).toBe(value);
});
