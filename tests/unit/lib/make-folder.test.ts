import { existsSync } from 'node:fs';
import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { makeFolder } from '../../../src/lib/make-folder.js';

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
  await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(folder, 'file', 'below'))).rejects.toThrow();
});

test.skipIf(!existsSync('/proc/self'))('ends on a file system that makes no folders', async () => {
  await expect(makeFolder('/proc/no-such-folder/below')).rejects.toMatchObject({ syscall: 'mkdir' });
});
