import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const marker = '.complete';

/**
 * Gives a folder of the cache that `build` has filled; an installation that broke off is started anew, and of two
 * at the same time one waits for the other.
 * @param {string} folder
 * @param {(folder: string) => Promise<void>} build
 * @returns {Promise<string>} the folder
 */
export async function installOnce(folder, build) {
  const done = join(folder, marker);
  if (existsSync(done)) {
    return folder;
  }
  await mkdir(dirname(folder), { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    if (existsSync(done)) {
      return folder;
    }
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    await build(folder);
    await writeFile(done, '');
    return folder;
  } finally {
    await unlock();
  }
}

/**
 * @param {string} path
 * @returns {Promise<() => Promise<void>>} releases the lock
 */
async function lock(path) {
  for (;;) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
        throw error;
      }
    }
    // The writer may not have come to its process id yet: an empty lock is looked at again, not broken.
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (holder > 0 && !isAlive(holder)) {
      await rm(path, { force: true });
    } else {
      await sleep(500);
    }
  }
}

/**
 * @param {number} pid
 * @returns {boolean}
 */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
