import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

/** Seconds; some servers need hundreds of libraries. */
const longestBuild = 5400;

/**
 * Builds a Rust program of a pinned version, with the versions of libraries that it was released with.
 * @param {string} cache
 * @param {{ name: string, version: string, features: readonly string[], bare?: boolean }} crate `bare`: without the features
 *   that it has by default
 * @returns {Promise<string>} the folder whose sub-folder `bin` holds the program
 */
export function installCargoProgram(cache, { name, version, features, bare = false }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    const kept = bare ? ['--no-default-features'] : [];
    const options = [
      ...kept,
      '--version',
      version,
      '--features',
      features.join(','),
      '--locked',
      '--root',
      folder,
    ];
    // A server that is asked a few thousand things is built faster than its speed could win back.
    const quick = { CARGO_PROFILE_RELEASE_OPT_LEVEL: '1', CARGO_PROFILE_RELEASE_DEBUG: '0' };
    const env = { ...process.env, ...quick, CARGO_TARGET_DIR: join(folder, 'build') };
    await runCommand('cargo', ['install', name, ...options], { env, timeout: longestBuild });
    await rm(join(folder, 'build'), { recursive: true, force: true });
  });
}
