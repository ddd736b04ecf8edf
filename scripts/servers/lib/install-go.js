import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

/**
 * Builds a Go program of a pinned version through Go's module proxy.
 * @param {string} cache
 * @param {{ name: string, version: string, module: string, tags?: string }} program `module`: path of its main package
 * @returns {Promise<string>} the folder that holds the program, named as the last part of the module path
 */
export function installGoProgram(cache, { name, version, module, tags }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    const env = { ...process.env, GOBIN: folder, CGO_ENABLED: '0' };
    const args = ['install', '-trimpath', '-ldflags=-s -w', ...(tags ? ['-tags', tags] : [])];
    await runCommand('go', [...args, `${module}@${version}`], { env });
  });
}
