import path from 'node:path';
import { expect, test } from 'vitest';
import { checkWritable } from '../../../src/cli/check-writable.js';
import { makeFolder } from '../../support/make-folder.js';

test('a file that is there, a new one, and one in folders that are still to be made can be written', async () => {
  const folder = await makeFolder({ 'there.json': '' });
  const files = ['there.json', 'new.json', 'a/b/new.json'];
  await expect(checkWritable(files.map((name) => path.join(folder, name)))).resolves.toBeUndefined();
});

test('a folder, what lies below a file, and one file for two results are refused', async () => {
  const folder = await makeFolder({ 'file/below.txt': '', text: '' });
  const check = (...names: string[]) => checkWritable(names.map((name) => path.join(folder, name)));
  await expect(check('file')).rejects.toThrow(/cannot write .*file: it is a folder/);
  await expect(check('text/results.json')).rejects.toThrow(/text is not a folder/);
  await expect(check('text/a/results.json')).rejects.toThrow(/text is not a folder/);
  await expect(check('a.json', 'b.json', 'sub/../a.json')).rejects.toThrow(
    /two results cannot go to one file/,
  );
});

test.skipIf(process.platform === 'win32')('a device takes any number of results', async () => {
  await expect(checkWritable(['/dev/null', '/dev/null'])).resolves.toBeUndefined();
});
