import { expect, test } from 'vitest';
import { UsageError } from '../../../src/app/usage-error.js';
import { isLoopback, readListenPlace } from '../../../src/cli/listen-place.js';

test.each([
  [undefined, '127.0.0.1', 0],
  ['9000', '127.0.0.1', 9000],
  [':9000', '127.0.0.1', 9000],
  ['localhost:0', 'localhost', 0],
  ['0.0.0.0:80', '0.0.0.0', 80],
  ['[::1]:9000', '::1', 9000],
])('%s is read', (text, host, port) => {
  expect(readListenPlace(text)).toEqual({ host, port });
});

test.each(['', 'localhost', 'a:b', '::1:9000', '127.0.0.1:65536', 'http://127.0.0.1:9000'])(
  '%j is refused',
  (text) => {
    expect(() => readListenPlace(text)).toThrow(UsageError);
  },
);

test('only this machine reaches its own addresses', () => {
  expect(['127.0.0.1', '127.1.2.3', '::1', 'localhost'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '10.0.0.1', '127.example.test'].some(isLoopback)).toBe(false);
});
