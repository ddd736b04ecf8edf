import path, { type PlatformPath } from 'node:path';
import picomatch from 'picomatch';
import type { Reader } from '../../src/config/reader.js';

/** A reader of files that are held in memory. */
export function makeReader(
  files: Readonly<Record<string, string>>,
  platform: PlatformPath = path.posix,
): Reader {
  return {
    async read(name) {
      const text = files[name];
      if (text === undefined) {
        throw Object.assign(new Error(`no ${name}`), { code: 'ENOENT' });
      }
      return Buffer.from(text);
    },
    async glob(pattern) {
      const matches = picomatch(pattern);
      return Object.keys(files)
        .filter((name) => matches(name))
        .sort();
    },
    exists: async (name) => Object.hasOwn(files, name),
    identify: (name) => platform.normalize(name),
    path: platform,
  };
}
