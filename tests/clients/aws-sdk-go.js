import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installOnce } from '../../scripts/servers/lib/install-once.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';
import { runCheckProgram } from './check-program.js';

const source = fileURLToPath(new URL('aws-sdk-go/', import.meta.url));

/** The AWS SDK for Go, version 2: an implementation of signing, checksums and trailers apart from all others here. */
export const awsSdkGo = goClient('aws-sdk-go', '.');

/**
 * What Terraform's AWS provider does, by the SDK that it uses: the provider itself comes from a registry of its own and not
 * as a Go module, so its calls are made in its order instead.
 */
export const terraform = goClient('terraform-calls', 'terraform');

/**
 * A program of checks, built from the module of `aws-sdk-go/`.
 * @param {string} name
 * @param {string} folder the package, in that module
 * @returns {import('./client.js').Client}
 */
function goClient(name, folder) {
  return {
    name,
    version: 'v2',
    async install(cache) {
      const sources = await readSources();
      const digest = createHash('sha256').update(Buffer.concat(sources)).digest('hex').slice(0, 12);
      return installOnce(join(cache, `${name}-${digest}`), async (target) => {
        const program = ['build', '-trimpath', '-o', join(target, 'checks'), `./${folder}`];
        await runCommand('go', program, { cwd: source });
      });
    },
    run: (installed, place, check) => runCheckProgram(join(installed, 'checks'), [], place, check),
  };
}

/** Every file of the module, so that a program is built anew where one has changed. */
async function readSources() {
  const entries = await readdir(source, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Promise.all(paths.sort().map((path) => readFile(path)));
}
