import { installPatiently } from './install-patiently.js';
import { defaultUsers } from './users.js';

/** @typedef {import('./types.js').ServerScript} ServerScript */
/** @typedef {import('./types.js').RunningServer} RunningServer */

/**
 * Brings servers up one after another, and ends each when it has been tried. One that cannot be had is named at the end;
 * with too few that can, the whole attempt has failed.
 * @param {readonly ServerScript[]} servers
 * @param {number} enough how many must have been tried
 * @param {(line: string) => void} print
 * @param {(server: ServerScript, running: RunningServer) => Promise<void>} attempt
 * @returns {Promise<boolean>} whether there were enough
 */
export async function eachServer(servers, enough, print, attempt) {
  /** @type {string[]} */
  const missing = [];
  for (const server of servers) {
    /** @type {RunningServer} */
    let running;
    try {
      const installed = await installPatiently(server.install);
      running = await server.start({ port: 0, users: defaultUsers, installed });
    } catch (error) {
      missing.push(
        `${server.name} ${server.version}: ${error instanceof Error ? error.message : String(error)}`,
      );
      continue;
    }
    try {
      await attempt(server, running);
    } finally {
      await running.stop();
    }
  }
  for (const line of missing) {
    print(`could not run ${line}`);
  }
  const tried = servers.length - missing.length;
  const isEnough = tried >= enough;
  if (!isEnough) {
    print(`only ${tried} of at least ${enough} servers could be tried`);
  }
  return isEnough;
}
