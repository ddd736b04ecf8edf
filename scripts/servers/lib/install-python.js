import { join } from 'node:path';
import { installOnce } from './install-once.js';
import { runCommand } from './run-command.js';

const usualPython = process.platform === 'win32' ? 'python' : 'python3';

/**
 * Installs pinned Python packages into a virtual environment of their own.
 * @param {string} cache
 * @param {{ name: string, version: string, packages: readonly string[], python?: string }} what by default with python3
 * @returns {Promise<string>} the folder of the virtual environment
 */
export function installPythonPackages(cache, { name, version, packages, python = usualPython }) {
  return installOnce(join(cache, `${name}-${version}`), async (folder) => {
    await runCommand(python, ['-m', 'venv', folder]);
    await runCommand(pythonOf(folder), ['-m', 'pip', 'install', '--quiet', ...packages]);
  });
}

/**
 * The interpreter of a virtual environment.
 * @param {string} folder
 * @returns {string}
 */
export function pythonOf(folder) {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}
