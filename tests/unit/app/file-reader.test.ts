import path from 'node:path';
import { expect, test } from 'vitest';
import { fileReader } from '../../../src/app/file-reader.js';
import { makeFolder } from '../../support/make-folder.js';

test('a pattern finds files below its folder, sorted; hidden ones and folders are left out', async () => {
  const folder = await makeFolder({
    'more/b.yaml': '',
    'more/a.yaml': '',
    'more/.hidden.yaml': '',
    'more/deep/c.yaml': '',
    'more/folder.yaml/x.txt': '',
    'more/d.txt': '',
  });
  const find = async (pattern: string) =>
    (await fileReader.glob(path.join(folder, pattern))).map((name) => path.relative(folder, name));
  expect(await find('more/*.yaml')).toEqual([path.join('more', 'a.yaml'), path.join('more', 'b.yaml')]);
  expect(await find('**/{a,c}.yaml')).toEqual([
    path.join('more', 'a.yaml'),
    path.join('more', 'deep', 'c.yaml'),
  ]);
  expect(await find('none/*.yaml')).toEqual([]);
});

test('one file has one identity, however it is named', () => {
  expect(fileReader.identify('a/../b.yaml')).toBe(fileReader.identify(path.resolve('b.yaml')));
});
