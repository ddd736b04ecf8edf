import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { sampleBytes } from './sample.js';

const names = [
  'a+b.txt',
  'deep/er/leaf.bin',
  'deep/other.txt',
  'plain.txt',
  'with space.txt',
  'ünï-漢字.txt',
];

/**
 * Writes a small tree of files, the same in each run: folders, and names that must be encoded.
 * @param {string} folder a new one
 * @returns {Promise<void>}
 */
export async function writeTree(folder) {
  for (const [index, name] of names.entries()) {
    const path = join(folder, ...name.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, sampleBytes(name, 100 + index * 1000));
  }
}

/**
 * Fails where two trees do not have the same files with the same bytes.
 * @param {string} actual a folder
 * @param {string} expected a folder
 * @returns {Promise<void>}
 */
export async function sameTree(actual, expected) {
  const [found, wanted] = await Promise.all([readTree(actual), readTree(expected)]);
  assert.deepEqual([...found.keys()], [...wanted.keys()], 'the files of the tree are others');
  for (const [name, bytes] of wanted) {
    assert.ok(found.get(name)?.equals(bytes), `the bytes of ${name} are others`);
  }
}

/**
 * The files below a folder.
 * @param {string} folder
 * @returns {Promise<Map<string, Buffer>>} by the name with slashes, in its order
 */
export async function readTree(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = paths.toSorted().map(async (path) => {
    const name = relative(folder, path).split(sep).join('/');
    return /** @type {const} */ ([name, await readFile(path)]);
  });
  return new Map(await Promise.all(files));
}
