import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
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

/**
 * Builds a program of a Go module of this repository, or one that it requires; anew where a file of the module has changed.
 * @param {string} cache
 * @param {{ name: string, source: string, package?: string, program: string, tags?: string, beside?: readonly string[] }} what
 *   `source`: the module's folder; `beside`: those of modules that it takes from this repository; `package`: its main package,
 *   as Go takes it in that folder; `program`: what the program is called
 * @returns {Promise<string>} the folder that holds the program
 */
export async function installGoModule(
  cache,
  { name, source, beside = [], package: main = '.', program, tags },
) {
  const sources = (await Promise.all([source, ...beside].map(readSources))).flat();
  const digest = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
  return installOnce(join(cache, `${name}-${digest}`), async (target) => {
    const options = ['-trimpath', '-ldflags=-s -w', ...(tags ? ['-tags', tags] : [])];
    const env = { ...process.env, CGO_ENABLED: '0' };
    await runCommand('go', ['build', ...options, '-o', join(target, program), main], { cwd: source, env });
  });
}

/**
 * What a build of the module depends on.
 * @param {string} source
 */
async function readSources(source) {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.go$|^go\.(?:mod|sum)$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(paths.sort().map((path) => readFile(path)));
}
