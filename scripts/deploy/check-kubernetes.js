// Validates the manifests of deploy/kubernetes against the JSON schemas of Kubernetes, with the oldest and the newest version
// that they are for, and makes sure that a mistake in them would be found. Installs what it needs outside the repository.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCacheFolder } from '../servers/lib/cache-folder.js';
import { installPythonPackages, pythonOf } from '../servers/lib/install-python.js';
import { runCommand } from '../servers/lib/run-command.js';
import { makeTally } from './tally.js';

const version = '1.37.0';
const ofKubernetes = ['1.29.0', '1.37.0'];
const folder = fileURLToPath(new URL('../../deploy/kubernetes/', import.meta.url));

const cache = findCacheFolder();
const installed = await installPythonPackages(cache, {
  name: 'kubernetes-validate',
  version,
  packages: [`kubernetes-validate==${version}`],
});

/**
 * @param {string} file
 * @param {string} kubernetes
 */
async function isValid(file, kubernetes) {
  const words = ['-m', 'kubernetes_validate', '--strict', '--kubernetes-version', kubernetes, file];
  return runCommand(pythonOf(installed), words).then(
    () => true,
    (/** @type {Error} */ error) => {
      console.log(error.message);
      return false;
    },
  );
}

const { count, close } = makeTally('kubernetes');
const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
for (const name of files) {
  for (const kubernetes of ofKubernetes) {
    count(`${name} is valid for Kubernetes ${kubernetes}`, await isValid(join(folder, name), kubernetes));
  }
}
const misspelt = join(installed, 'misspelt.yaml');
const shards = await readFile(join(folder, 'shards.yaml'), 'utf8');
await writeFile(misspelt, shards.replace('completionMode:', 'completionModus:'));
count('a misspelt key is found', !(await isValid(misspelt, version)));

close();
