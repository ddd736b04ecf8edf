import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { FolderError, makeFolder } from '../../../src/lib/make-folder.js';
import { repository } from '../../support/repository.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3tester-'));
});

test('makes a folder and those above it, also where several want it at once', async () => {
  const wanted = join(folder, 'a', 'b', 'c');
  await Promise.all([wanted, wanted, join(folder, 'a', 'b', 'd')].map((path) => makeFolder(path)));
  await makeFolder(wanted);
  expect((await stat(wanted)).isDirectory()).toBe(true);
});

test('fails where a file stands in the way', async () => {
  await writeFile(join(folder, 'file'), '');
  const file = join(folder, 'file');
  for (const path of [file, join(file, 'below'), join(file, 'far', 'below')]) {
    const refused = makeFolder(path);
    await expect(refused).rejects.toBeInstanceOf(FolderError);
    await expect(refused).rejects.toMatchObject({ code: 'ENOTDIR', message: `${file} is not a folder` });
  }
});

test.skipIf(!existsSync('/proc/self'))('ends on a file system that makes no folders', async () => {
  await expect(makeFolder('/proc/no-such-folder/below')).rejects.toMatchObject({
    ...{ code: 'ENOENT', syscall: 'mkdir', message: '/proc takes no folders' },
  });
});

test('is what all sources make folders with that somebody named: Node.js tries for ever below /proc', async () => {
  const sources = join(repository, 'src');
  const names = (await readdir(sources, { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(names.length).toBeGreaterThan(300);
  const others: string[] = [];
  for (const name of names) {
    const text = await readFile(join(sources, name), 'utf8');
    if (/mkdir(?:Sync)?\([^;]*recursive|\bmkdir: true/.test(text)) {
      others.push(name);
    }
  }
  expect(others).toEqual([]);
});
