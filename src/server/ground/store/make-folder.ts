import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The mode of a folder that nobody but its owner can look into, on Unix. */
export const ownerAlone = 0o700;

/**
 * Makes a folder and those above it that are missing; only its owner can look into it. Rejects with the system's error, also below `/proc`, where the
 * recursive way of Node.js tries for ever.
 */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { mode: ownerAlone });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) {
      return;
    }
    if (code !== 'ENOENT' || dirname(path) === path) {
      throw error;
    }
    await makeFolder(dirname(path));
    await mkdir(path, { mode: ownerAlone });
  }
}
