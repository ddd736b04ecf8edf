import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { glob } from 'tinyglobby';
import { type Reader, splitPattern, stdinName } from '../config/index.js';
import { isThere } from '../lib/is-there.js';
import { ownFiles } from './carried-files.js';

/** Reads configurations from the file system, one from standard input, and those that a single executable carries. */
export const fileReader: Reader = {
  async read(name) {
    if (name === stdinName) {
      return buffer(process.stdin);
    }
    const own = ownFiles?.read(name);
    return own === undefined ? readFile(name) : Buffer.from(own);
  },
  async glob(pattern) {
    const { folder, rest } = splitPattern(pattern, path);
    const own = ownFiles?.glob(folder, rest);
    if (own) {
      return own;
    }
    const found = await glob(rest, { cwd: folder, dot: false, expandDirectories: false });
    return found.map((name) => path.join(folder, name)).sort();
  },
  exists: async (name) => ownFiles?.read(name) !== undefined || (await isThere(name)),
  identify: (name) => path.resolve(name),
  path,
};
