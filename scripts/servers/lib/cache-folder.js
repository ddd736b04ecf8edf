import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The folder, outside the repository, that keeps installed servers and clients from one run to the next.
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function findCacheFolder(env = process.env, platform = process.platform) {
  if (env.S3TESTER_SERVER_CACHE) {
    return resolve(env.S3TESTER_SERVER_CACHE);
  }
  return join(userCacheFolder(env, platform), 's3tester', 'servers');
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string}
 */
function userCacheFolder(env, platform) {
  if (platform === 'win32') {
    return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  }
  if (platform === 'darwin') {
    return join(homedir(), 'Library', 'Caches');
  }
  return env.XDG_CACHE_HOME || join(homedir(), '.cache');
}
