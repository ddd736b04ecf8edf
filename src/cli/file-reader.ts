import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { glob } from 'tinyglobby';
import type { Reader } from '../config/index.js';

/** Reads configurations from the file system. */
export const fileReader: Reader = {
  read: (name) => readFile(name),
  async glob(pattern) {
    const { root, rest } = splitPattern(pattern);
    const found = await glob(rest, { cwd: root, dot: false, expandDirectories: false });
    return found.map((name) => path.join(root, name)).sort();
  },
  async exists(name) {
    return access(name).then(
      () => true,
      () => false,
    );
  },
  identify: (name) => path.resolve(name),
  path,
};

/** Parts a pattern at its first wildcard, since globs know no backslashes. */
function splitPattern(pattern: string): { root: string; rest: string } {
  const parts = pattern.split(path.sep);
  const wild = parts.findIndex((part) => /[*?[{]/.test(part));
  return {
    root: parts.slice(0, wild).join(path.sep) || (path.isAbsolute(pattern) ? path.sep : '.'),
    rest: parts.slice(wild).join('/'),
  };
}
