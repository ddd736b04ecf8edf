import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { describeErrorOfPath, describeFileError } from '../../../src/lib/describe-file-error.js';
import { makeFolder as makeMissing } from '../../../src/lib/make-folder.js';
import { makeFolder } from '../../support/make-folder.js';

const refusalOf = (file: string): Promise<unknown> => readFile(file).then(() => null, describeFileError);

test('what the system refuses is told in words', async () => {
  const folder = await makeFolder({ 'a.txt': 'one' });
  expect(await refusalOf(path.join(folder, 'none'))).toBe('there is no such file or folder');
  expect(await refusalOf(folder)).toBe('this is a folder');
  expect(await refusalOf(path.join(folder, 'a.txt', 'b'))).toBe('a part of its path is a file, not a folder');
  expect(await refusalOf(path.join(folder, 'n'.repeat(300)))).toBe('its name is too long');
  const over = await writeFile(path.join(folder, 'a.txt'), 'two', { flag: 'wx' }).catch(describeFileError);
  expect(over).toBe('it is there already');
  const below = path.join(folder, 'a.txt', 'b');
  const refused = await makeMissing(below).catch((error: unknown) => error);
  expect(describeFileError(refused)).toBe(`${path.join(folder, 'a.txt')} is not a folder`);
  expect(describeErrorOfPath(refused)).toBe(`${path.join(folder, 'a.txt')} is not a folder`);
});

test.each([
  ['EACCES', 'permission denied'],
  ['ENOSPC', 'the disk is full'],
])('%s is told in words', (code, said) => {
  expect(describeFileError(Object.assign(new Error('odd'), { code }))).toBe(said);
});

test('the path that was refused can be told with it', async () => {
  const none = path.join(await makeFolder(), 'none');
  expect(await readFile(none).then(() => null, describeErrorOfPath)).toBe(
    `${none}: there is no such file or folder`,
  );
  expect(describeErrorOfPath(new Error('of no path'))).toBe('of no path');
});

test('what has no known code is told by its message', () => {
  expect(describeFileError(Object.assign(new Error('odd'), { code: 'EODD' }))).toBe('odd');
  expect(describeFileError(new Error('no code'))).toBe('no code');
  expect(describeFileError('a text')).toBe('a text');
});
