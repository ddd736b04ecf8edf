import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { observeCommand } from './run-command.js';

/**
 * An interpreter of one release of Python, such as `3.13`: the one of that name, else pyenv's. Rejects where there is none.
 * @param {string} release
 * @returns {Promise<string>}
 */
export async function findPython(release) {
  const versions = join(process.env.PYENV_ROOT ?? join(homedir(), '.pyenv'), 'versions');
  const installed = (await readdir(versions).catch(() => [])).filter((name) =>
    name.startsWith(`${release}.`),
  );
  const places = [`python${release}`, ...installed.map((name) => join(versions, name, 'bin', 'python3'))];
  for (const place of places) {
    const tried = await observeCommand(place, ['--version']).catch(() => null);
    if (tried?.status === 0) {
      return place;
    }
  }
  throw new Error(`needs Python ${release}`);
}
