import path from 'node:path';
import { getAsset, isSea } from 'node:sea';
import picomatch from 'picomatch';

/** Files that a program has inside, by paths at which nothing can be on a disk. */
export interface CarriedFiles {
  /** The text of a file; undefined for a path that is none of them. */
  read(name: string): string | undefined;
  /** Those in a folder that match a glob, sorted; undefined for a folder that is not among them. */
  glob(folder: string, pattern: string): readonly string[] | undefined;
}

/** Files as `load` has them: text by path from `root`, with `/`. They are loaded with the first path that is inside. */
export function carriedFiles(root: string, load: () => Readonly<Record<string, string>>): CarriedFiles {
  let texts: Readonly<Record<string, string>> | undefined;
  const within = (name: string): string | undefined => {
    const relative = path.relative(root, path.resolve(name)).replaceAll('\\', '/');
    if (relative === '..' || relative.startsWith('../') || path.isAbsolute(relative)) {
      return undefined;
    }
    texts ??= load();
    return relative;
  };
  return {
    read(name) {
      const relative = within(name);
      return relative !== undefined && texts && Object.hasOwn(texts, relative) ? texts[relative] : undefined;
    },
    glob(folder, pattern) {
      const relative = within(folder);
      if (relative === undefined) {
        return undefined;
      }
      const matches = picomatch(path.posix.join(relative, pattern));
      const names = Object.keys(texts ?? {}).filter((name) => matches(name));
      return names.map((name) => path.join(root, name)).sort();
    },
  };
}

/** What a single executable carries, as if the executable were a folder; undefined where Node runs files. */
export const ownFiles = isSea()
  ? carriedFiles(process.execPath, () => JSON.parse(getAsset('files.json', 'utf8')))
  : undefined;
