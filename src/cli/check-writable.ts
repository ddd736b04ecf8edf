import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../app/usage-error.js';

/** Checks, before anything is done, that files can be written where they are to go, and that no two go to one place. */
export async function checkWritable(paths: readonly string[]): Promise<void> {
  const taken = new Set<string>();
  for (const given of paths) {
    const file = path.resolve(given);
    const found = await stat(file).catch(() => null);
    if (found?.isDirectory()) {
      throw new UsageError(`cannot write ${given}: it is a folder`);
    }
    // A device or a pipe takes what comes.
    if (found !== null && !found.isFile()) {
      continue;
    }
    if (taken.has(file)) {
      throw new UsageError(`two results cannot go to one file, ${given}`);
    }
    taken.add(file);
    await checkFolder(given, path.dirname(file));
  }
}

/** Checks that what is written to a file can be read from it again: reports are made from a stream. */
export async function checkReadable(given: string): Promise<void> {
  const found = await stat(given).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new UsageError(`cannot keep the stream in ${given}: it is no regular file`);
  }
}

/** Checks a folder, or the one in which it would be made. */
async function checkFolder(given: string, folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null && path.dirname(folder) !== folder) {
    return checkFolder(given, path.dirname(folder));
  }
  if (!found?.isDirectory()) {
    throw new UsageError(`cannot write ${given}: ${folder} is not a folder`);
  }
  await access(folder, constants.W_OK).catch(() => {
    throw new UsageError(`cannot write ${given}: nothing may be written in ${folder}`);
  });
}
