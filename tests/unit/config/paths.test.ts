import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isFileReference, resolveReference, splitPattern } from '../../../src/config/paths.js';

describe('a reference is relative to the file that names it', () => {
  test.each<readonly [reference: string, namedIn: string, resolved: string]>([
    ['file://./data.bin', 'a/b.yaml', 'a/data.bin'],
    ['file://data.bin', 'a/b.yaml', 'a/data.bin'],
    ['file://../data.bin', 'a/b.yaml', 'data.bin'],
    ['data.bin', 'b.yaml', 'data.bin'],
    ['file:///srv/data.bin', 'a/b.yaml', '/srv/data.bin'],
    ['file:///srv/../data.bin', 'a/b.yaml', '/data.bin'],
    ['file://./a%20b ä.bin', '/x/b.yaml', '/x/a b ä.bin'],
    ['file://./%C3%A4.bin', '/x/b.yaml', '/x/ä.bin'],
    ['file://./100%.bin', '/x/b.yaml', '/x/100%.bin'],
    ['./a%20b.bin', '/x/b.yaml', '/x/a%20b.bin'],
    ['file://localhost/srv/data.bin', '/x/b.yaml', '/srv/data.bin'],
    ['file://localhost.bin', '/x/b.yaml', '/x/localhost.bin'],
    ['more/*.yaml', '/x/b.yaml', '/x/more/*.yaml'],
  ])('posix: %s in %s is %s', (reference, namedIn, resolved) => {
    expect(resolveReference(reference, namedIn, path.posix)).toBe(resolved);
  });

  test.each<readonly [reference: string, namedIn: string, resolved: string]>([
    ['file://./data.bin', 'C:\\tests\\b.yaml', 'C:\\tests\\data.bin'],
    ['file://sub/data.bin', 'C:\\tests\\b.yaml', 'C:\\tests\\sub\\data.bin'],
    ['file://..\\data.bin', 'C:\\tests\\b.yaml', 'C:\\data.bin'],
    ['file:///D:/data.bin', 'C:\\tests\\b.yaml', 'D:\\data.bin'],
    ['file://D:\\data.bin', 'C:\\tests\\b.yaml', 'D:\\data.bin'],
    ['D:/data.bin', 'C:\\tests\\b.yaml', 'D:\\data.bin'],
    ['file://\\\\server\\share\\data.bin', 'C:\\b.yaml', '\\\\server\\share\\data.bin'],
    ['data.bin', 'b.yaml', 'data.bin'],
  ])('win32: %s in %s is %s', (reference, namedIn, resolved) => {
    expect(resolveReference(reference, namedIn, path.win32)).toBe(resolved);
  });
});

describe('a pattern is parted at its first wildcard', () => {
  test.each<readonly [pattern: string, folder: string, rest: string]>([
    ['more/*.yaml', 'more', '*.yaml'],
    ['*.yaml', '.', '*.yaml'],
    ['/*.yaml', '/', '*.yaml'],
    ['/srv/a/**/{b,c}.yaml', '/srv/a', '**/{b,c}.yaml'],
    ['../a?/b.yaml', '..', 'a?/b.yaml'],
  ])('posix: %s', (pattern, folder, rest) => {
    expect(splitPattern(pattern, path.posix)).toEqual({ folder, rest });
  });

  test.each<readonly [pattern: string, folder: string, rest: string]>([
    ['more\\*.yaml', 'more', '*.yaml'],
    ['C:\\*.yaml', 'C:\\', '*.yaml'],
    ['C:\\srv\\a\\**\\b.yaml', 'C:\\srv\\a', '**/b.yaml'],
    ['\\\\server\\share\\a\\*.yaml', '\\\\server\\share\\a', '*.yaml'],
    ['C:/srv/*.yaml', 'C:\\srv', '*.yaml'],
  ])('win32: %s', (pattern, folder, rest) => {
    expect(splitPattern(pattern, path.win32)).toEqual({ folder, rest });
  });
});

test('only file:// names a file; any other text is a body', () => {
  expect(['file://a', 'file:a', 'a', 'http://a', ''].map(isFileReference)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});
