import { expect, test } from 'vitest';
import {
  canonicalPath,
  canonicalQuery,
  encodeUriPath,
  formatQuery,
} from '../../../../src/s3/signing/uri-encoding.js';

test.each([
  ['/b/plain-key_1.~', '/b/plain-key_1.~'],
  ['/b/../a//b/', '/b/../a//b/'],
  ['/b/a%20b', '/b/a%20b'],
  ['/b/a b+ü', '/b/a%20b%2B%C3%BC'],
  ['/b/%2E%2e/a%2fb', '/b/../a/b'],
  ["/b/!'()*", '/b/%21%27%28%29%2A'],
  ['/b/%zz%41', '/b/%25zz%41'],
  ['/b/%ff', '/b/%ff'],
])('the path %s is signed as %s', (path, canonical) => {
  expect(canonicalPath(path)).toBe(canonical);
});

test.each([
  ['', ''],
  ['acl', 'acl='],
  ['b=2&a=1&a=0', 'a=0&a=1&b=2'],
  ['a=b+c%20d&e=%2f/', 'a=b%20c%20d&e=%2F%2F'],
  ['a=b=c&&d', 'a=b%3Dc&d='],
  ['a=%zz', 'a=%25zz'],
])('the query %s is signed as %s', (query, canonical) => {
  expect(canonicalQuery(query)).toBe(canonical);
});

test('what is written is encoded byte for byte', () => {
  expect(encodeUriPath('a/b c/ü\ud800')).toBe('a/b%20c/%C3%BC%EF%BF%BD');
  expect(
    formatQuery([
      ['a b', '1&2'],
      ['acl', null],
      ['e', ''],
    ]),
  ).toBe('a%20b=1%262&acl&e=');
});
