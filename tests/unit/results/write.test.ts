import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { writeAtomically } from '../../../src/results/write.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 's3tester-'));
});

describe('writing a file', () => {
  test('replaces it whole and leaves nothing beside it', async () => {
    const path = join(folder, 'results.json');
    await writeAtomically(path, 'old');
    await writeAtomically(path, 'new');
    expect(await readFile(path, 'utf8')).toBe('new');
    expect(await readdir(folder)).toEqual(['results.json']);
  });

  test('takes the longest name that a file may have', async () => {
    const name = 'n'.repeat(255);
    await writeAtomically(join(folder, name), 'text');
    expect(await readdir(folder)).toEqual([name]);
  });

  test('makes the folders that are missing', async () => {
    await writeAtomically(join(folder, 'a', 'b', 'results.json'), 'text');
    expect(await readFile(join(folder, 'a', 'b', 'results.json'), 'utf8')).toBe('text');
  });

  test('writers side by side leave one whole file', async () => {
    const path = join(folder, 'results.json');
    const texts = Array.from({ length: 20 }, (_, index) => String(index).repeat(50_000));
    await Promise.all(texts.map((text) => writeAtomically(path, text)));
    expect(texts).toContain(await readFile(path, 'utf8'));
    expect(await readdir(folder)).toEqual(['results.json']);
  });

  test('fails with the system’s error and leaves nothing behind', async () => {
    await mkdir(join(folder, 'results.json'));
    await expect(writeAtomically(join(folder, 'results.json'), 'text')).rejects.toMatchObject({
      code: 'EISDIR',
    });
    expect(await readdir(folder)).toEqual(['results.json']);
  });

  test.skipIf(process.platform === 'win32')('follows a link', async () => {
    await writeFile(join(folder, 'real.json'), 'old');
    await symlink('real.json', join(folder, 'link.json'));
    await writeAtomically(join(folder, 'link.json'), 'new');
    expect(await readFile(join(folder, 'real.json'), 'utf8')).toBe('new');
    expect((await readdir(folder)).toSorted()).toEqual(['link.json', 'real.json']);
  });

  test.skipIf(process.platform === 'win32')('writes to a device in place', async () => {
    await writeAtomically('/dev/null', 'text');
    expect(await readFile('/dev/null', 'utf8')).toBe('');
  });
});
