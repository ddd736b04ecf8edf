import { open, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';

const lockFile = 'server.pid';

/** What this process has locked: a process in a container may get the id of the one that was killed before it. */
const lockedPaths = new Set<string>();

/**
 * Keeps a second server out of a data folder, where the two would write over each other; gives what opens it again.
 * What a killed server left behind keeps nobody out. Throws where another process uses the folder.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = resolve(folder, lockFile);
  const owner = await readOwner(path);
  if (owner !== undefined && (owner === process.pid ? lockedPaths.has(path) : isAlive(owner))) {
    throw new Error(`${folder} is used by process ${owner}; if that is no server, remove ${path}`);
  }
  if (owner !== undefined) {
    await rm(path, { force: true });
  }
  // `wx`: of two that start at once, one gets it.
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(`${process.pid}\n`);
  await file.close();
  lockedPaths.add(path);
  return async () => {
    lockedPaths.delete(path);
    await rm(path, { force: true });
  };
}

async function readOwner(path: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(path, 'utf8'), 10);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!(pid > 0)) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
