import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Why no folder could be made, in words that name the place; with code, path and call as the system's errors have them. */
export class FolderError extends Error {
  readonly syscall = 'mkdir';

  constructor(
    message: string,
    readonly code: 'ENOTDIR' | 'ENOENT',
    readonly path: string,
  ) {
    super(message);
  }
}

/**
 * Makes a folder and those above it that are missing, with that mode. Rejects with a {@link FolderError} where something
 * else stands in its place, and on a file system that makes no folders and calls that a missing one (`/proc`), where Node.js
 * itself would try for ever; and with the system's error otherwise.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<void> {
  if (await isFolder(path)) {
    return;
  }
  const parent = dirname(path);
  if (parent !== path) {
    await makeFolder(parent, mode);
  }
  try {
    await mkdir(path, mode);
  } catch (error) {
    // Somebody else may have made it meanwhile.
    if (!(await isFolder(path))) {
      throw explained(error as NodeJS.ErrnoException, path, parent);
    }
  }
}

function explained(error: NodeJS.ErrnoException, path: string, parent: string): Error {
  if (error.code === 'EEXIST') {
    return new FolderError(`${path} is not a folder`, 'ENOTDIR', path);
  }
  // The folder above it is there by now.
  return error.code === 'ENOENT' ? new FolderError(`${parent} takes no folders`, 'ENOENT', path) : error;
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
