import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installOnce } from '../../../../../scripts/servers/lib/install-once.js';

let cache: string;
let folder: string;
let builds: number;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 's3tester-test-cache-'));
  folder = join(cache, 'deep', 'thing-1.0');
  builds = 0;
});

afterEach(() => rm(cache, { recursive: true, force: true }));

async function build(into: string) {
  builds += 1;
  await writeFile(join(into, 'program'), `build ${builds}`);
}

test('what is installed is not built again', async () => {
  await installOnce(folder, build);
  expect(await installOnce(folder, build)).toBe(folder);
  expect(await readFile(join(folder, 'program'), 'utf8')).toBe('build 1');
});

test('an installation that broke off is thrown away and done anew', async () => {
  const breaking = async (into: string) => {
    await writeFile(join(into, 'half'), '');
    throw new Error('no network');
  };
  await expect(installOnce(folder, breaking)).rejects.toThrow('no network');
  await installOnce(folder, build);
  expect(existsSync(join(folder, 'half'))).toBe(false);
  expect(builds).toBe(1);
});

test('of two at the same time, one builds', async () => {
  await Promise.all([installOnce(folder, build), installOnce(folder, build)]);
  expect(builds).toBe(1);
});

test('the lock of a process that is gone holds nobody up', async () => {
  await mkdir(join(cache, 'deep'));
  // No system gives out a process id this high.
  await writeFile(`${folder}.lock`, '2147483646');
  await installOnce(folder, build);
  expect(builds).toBe(1);
  expect(existsSync(`${folder}.lock`)).toBe(false);
});
