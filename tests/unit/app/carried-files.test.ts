import path from 'node:path';
import { expect, test } from 'vitest';
import { carriedFiles } from '../../../src/app/carried-files.js';

const root = path.resolve('bin', 's3tester');
const inside = (...parts: string[]) => path.join(root, ...parts);
const texts = { 'suite/a.yaml': 'a', 'suite/object/b.yaml': 'b', 'suite/object/get/c.yaml': 'c' };

test('reads what is inside, and knows nothing of other paths', () => {
  const files = carriedFiles(root, () => texts);
  expect(files.read(inside('suite', 'a.yaml'))).toBe('a');
  expect(files.read(inside('suite', 'object', '..', 'a.yaml'))).toBe('a');
  expect(files.read(inside('suite', 'none.yaml'))).toBeUndefined();
  expect(files.read(inside('constructor'))).toBeUndefined();
  expect(files.read(path.resolve('bin', 'suite', 'a.yaml'))).toBeUndefined();
  expect(files.read(path.resolve('bin', 's3tester-2', 'suite', 'a.yaml'))).toBeUndefined();
});

test('finds what matches, in order, and leaves other folders to the disk', () => {
  const files = carriedFiles(root, () => texts);
  expect(files.glob(inside('suite'), '*/**/*.yaml')).toEqual([
    inside('suite', 'object', 'b.yaml'),
    inside('suite', 'object', 'get', 'c.yaml'),
  ]);
  expect(files.glob(inside('suite', 'object'), '*.yaml')).toEqual([inside('suite', 'object', 'b.yaml')]);
  expect(files.glob(inside('docs'), '*.yaml')).toEqual([]);
  expect(files.glob(path.resolve('suite'), '*.yaml')).toBeUndefined();
});

test('nothing is loaded for a path outside', () => {
  const files = carriedFiles(root, () => expect.fail('loaded'));
  expect(files.read(path.resolve('suite', 'a.yaml'))).toBeUndefined();
  expect(files.glob(path.resolve('suite'), '**')).toBeUndefined();
});
