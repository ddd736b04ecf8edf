import { chmod, readdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { checkWritable } from '../../../src/cli/check-writable.js';
import { makeFolder } from '../../support/make-folder.js';

const isWindows = process.platform === 'win32';
const isRoot = process.getuid?.() === 0;

test('a file that is there, a new one, and one in folders that are still to be made can be written', async () => {
  const folder = await makeFolder({ 'there.json': '' });
  const files = ['there.json', 'new.json', 'a/b/new.json', `${'n'.repeat(200)}/${'n'.repeat(250)}`];
  await expect(checkWritable(files.map((name) => path.join(folder, name)))).resolves.toBeUndefined();
  expect(await readdir(folder)).toEqual(['there.json']);
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

test('a name that the file system does not take is refused, of a file and of a folder that is still to be made', async () => {
  const folder = await makeFolder();
  const long = 'long'.repeat(100);
  await expect(checkWritable([path.join(folder, long)])).rejects.toThrow(/long: its name is too long$/);
  await expect(checkWritable([path.join(folder, long, 'a.json')])).rejects.toThrow(
    /a\.json: its name is too long$/,
  );
});

test.skipIf(isWindows)('links lead to the file that is written, and a circle of them to none', async () => {
  const folder = await makeFolder({ 'real/there.json': '' });
  const at = (name: string) => path.join(folder, name);
  await symlink(at('real/there.json'), at('link.json'));
  await symlink(at('circle'), at('circle'));
  await expect(checkWritable([at('link.json'), at('real/there.json')])).rejects.toThrow(
    /two results cannot go to one file/,
  );
  await expect(checkWritable([at('circle')])).rejects.toThrow(/circle: its links lead in a circle$/);
});

test.skipIf(process.platform !== 'linux')('a file system that takes no files says so', async () => {
  await expect(checkWritable(['/proc/results.json'])).rejects.toThrow(
    'cannot write /proc/results.json: /proc takes no files',
  );
  await expect(checkWritable(['/proc/a/b/results.json'])).rejects.toThrow(
    'cannot write /proc/a/b/results.json: /proc takes no folders',
  );
});

test.skipIf(isWindows || isRoot)('a folder in which nothing may be written is refused', async () => {
  const folder = await makeFolder({ 'closed/there.json': '' });
  const closed = path.join(folder, 'closed');
  await chmod(closed, 0o500);
  for (const name of ['there.json', 'new.json', 'a/new.json']) {
    await expect(checkWritable([path.join(closed, name)])).rejects.toThrow(
      `cannot write ${path.join(closed, name)}: nothing may be written in ${closed}`,
    );
  }
});

test.skipIf(isWindows)('a device takes any number of results', async () => {
  await expect(checkWritable(['/dev/null', '/dev/null'])).resolves.toBeUndefined();
});
