import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { nextChange, stateOf } from '../../../src/cli/next-change.js';
import { makeFolder } from '../../support/make-folder.js';

/** The change that is told where one step happens in each pause; how many pauses there were. */
async function watch(files: Record<string, string>, steps: (folder: string) => (() => Promise<void>)[]) {
  const folder = await makeFolder(files);
  const names = Object.keys(files).map((name) => path.join(folder, name));
  const seen = new Map(await Promise.all(names.map(async (name) => [name, await stateOf(name)] as const)));
  const left = steps(folder);
  let pauses = 0;
  const changed = await nextChange(seen, async () => {
    pauses += 1;
    await left.shift()?.();
  });
  return { changed: path.basename(changed), pauses };
}

test('a file that is emptied and then written is told once it is at rest', async () => {
  const found = await watch({ 'a.yaml': 'old', 'b.yaml': 'old' }, (folder) => [
    () => writeFile(path.join(folder, 'b.yaml'), ''),
    () => writeFile(path.join(folder, 'b.yaml'), 'half'),
    () => writeFile(path.join(folder, 'b.yaml'), 'half and half'),
  ]);
  expect(found).toEqual({ changed: 'b.yaml', pauses: 4 });
});

test('a change of one file waits for another that is still being written', async () => {
  const found = await watch({ 'a.yaml': 'old', 'b.yaml': 'old' }, (folder) => [
    () => writeFile(path.join(folder, 'a.yaml'), 'new text'),
    () => writeFile(path.join(folder, 'b.yaml'), ''),
    () => writeFile(path.join(folder, 'b.yaml'), 'new'),
  ]);
  expect(found).toEqual({ changed: 'a.yaml', pauses: 4 });
});

test('files that go, and files that are replaced by others, have changed', async () => {
  const gone = await watch({ 'a.yaml': 'old' }, (folder) => [() => rm(path.join(folder, 'a.yaml'))]);
  expect(gone).toEqual({ changed: 'a.yaml', pauses: 2 });
  const replaced = await watch({ 'a.yaml': 'old' }, (folder) => [
    async () => {
      await writeFile(path.join(folder, 'a.new'), 'new');
      await rename(path.join(folder, 'a.new'), path.join(folder, 'a.yaml'));
    },
  ]);
  expect(replaced).toEqual({ changed: 'a.yaml', pauses: 2 });
});
