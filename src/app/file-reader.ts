import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { glob } from 'tinyglobby';
import { type Reader, splitPattern, stdinName } from '../config/index.js';
import { isThere } from '../lib/is-there.js';

/** Reads configurations from the file system, and one from standard input. */
export const fileReader: Reader = {
  read: (name) => (name === stdinName ? buffer(process.stdin) : readFile(name)),
  async glob(pattern) {
    const { folder, rest } = splitPattern(pattern, path);
    const found = await glob(rest, { cwd: folder, dot: false, expandDirectories: false });
    return found.map((name) => path.join(folder, name)).sort();
  },
  exists: isThere,
  identify: (name) => path.resolve(name),
  path,
};
