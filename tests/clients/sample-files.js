import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

const mebibyte = 1024 * 1024;

/**
 * A folder tree to upload: `tree` holds small files with easy and difficult names, `large` is one file that every
 * client sends in several parts.
 * @typedef {object} SampleFiles
 * @property {string} tree
 * @property {readonly string[]} keys the files of `tree` as keys, sorted
 * @property {string} large
 * @property {string} largeSha256
 */

const names = [
  'plain.txt',
  'empty.bin',
  'deep/er/leaf.txt',
  'with space and +.txt',
  'ünï/cödé-漢字.txt',
  "quo'te&=.txt",
];

/**
 * Writes the sample files into a new sub-folder.
 * @param {string} folder
 * @returns {Promise<SampleFiles>}
 */
export async function writeSampleFiles(folder) {
  const tree = join(folder, 'tree');
  for (const name of names) {
    const path = join(tree, ...name.split('/'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, name.startsWith('empty') ? '' : `content of ${name}\n`.repeat(20));
  }
  const large = join(folder, 'large.bin');
  // Not a multiple of any part size, so that the last part is a short one.
  await writeFile(large, randomBytes(17 * mebibyte + 12_345));
  return { tree, keys: names.toSorted(), large, largeSha256: await hashFile(large) };
}

/**
 * The SHA-256 of a file, in hex.
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function hashFile(path) {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
}

/**
 * Every file below a folder with its SHA-256, its name written as a key; equal trees give equal objects.
 * @param {string} folder
 * @returns {Promise<Record<string, string>>}
 */
export async function hashTree(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashes = paths.map(async (path) => [
    relative(folder, path).split(sep).join('/'),
    await hashFile(path),
  ]);
  return Object.fromEntries((await Promise.all(hashes)).toSorted());
}
