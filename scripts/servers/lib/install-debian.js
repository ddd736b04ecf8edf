import { runCommand } from './run-command.js';

/**
 * Installs Debian packages where one of the programs is missing; that takes root, and is not undone.
 * @param {{ packages: readonly string[], programs: readonly string[] }} what
 * @returns {Promise<void>}
 */
export async function installDebianPackages({ packages, programs }) {
  if (await areThere(programs)) {
    return;
  }
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new Error(`needs Debian's packages ${packages.join(', ')}, and installing them takes root`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runCommand('apt-get', ['update', '-qq'], { env });
  await runCommand('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
}

/** @param {readonly string[]} programs */
async function areThere(programs) {
  try {
    for (const program of programs) {
      await runCommand('sh', ['-c', 'command -v "$0"', program]);
    }
    return true;
  } catch {
    return false;
  }
}
