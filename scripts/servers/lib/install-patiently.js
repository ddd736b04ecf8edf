import { setTimeout as sleep } from 'node:timers/promises';
import { findCacheFolder } from './cache-folder.js';

/**
 * Installs into the cache folder; a download that breaks off is tried once more, since registries have bad moments.
 * @param {(cache: string) => Promise<string>} install
 * @param {number} [pause] milliseconds between the two tries
 * @returns {Promise<string>} the folder that holds what was installed
 */
export async function installPatiently(install, pause = 10_000) {
  const cache = findCacheFolder();
  try {
    return await install(cache);
  } catch {
    await sleep(pause);
    return install(cache);
  }
}
