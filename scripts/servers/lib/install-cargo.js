import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

/**
 * Builds a Rust program of a pinned version, with the versions of libraries that it was released with.
 * @param {string} cache
 * @param {{ name: string, version: string, features: readonly string[] }} crate
 * @returns {Promise<string>} the folder whose sub-folder `bin` holds the program
 */
export function installCargoProgram(cache, { name, version, features }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    const options = ['--version', version, '--features', features.join(','), '--locked', '--root', folder];
    const env = { ...process.env, CARGO_TARGET_DIR: join(folder, 'build') };
    await runCommand('cargo', ['install', name, ...options], { env });
    await rm(join(folder, 'build'), { recursive: true, force: true });
  });
}
