import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

/**
 * Installs pinned npm packages into a folder of their own.
 * @param {string} cache
 * @param {{ name: string, version: string, packages: readonly string[] }} what
 * @returns {Promise<string>} the folder that holds `node_modules`
 */
export function installNpmPackages(cache, { name, version, packages }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...packages];
    // npm is a script of its own name on Windows, which only a shell starts.
    if (process.platform === 'win32') {
      await runCommand('cmd', ['/c', 'npm', ...args], { cwd: folder });
    } else {
      await runCommand('npm', args, { cwd: folder });
    }
  });
}
