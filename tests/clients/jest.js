import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installNpmPackages } from '../../scripts/servers/lib/install-npm.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';

const version = '30.5.2';
const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Jest: runs the example of the documentation, which starts a server of its own. */
export const jest = /** @satisfies {import('./client.js').Client} */ ({
  name: 'jest',
  version,
  install: (cache) => installNpmPackages(cache, { name: 'jest', version, packages: [`jest@${version}`] }),
  async run(installed, { folder }, check) {
    await check('runs the example of the documentation', async () => {
      const text = await readFile(join(repository, 'docs', 'embedded-server.md'), 'utf8');
      const [, example] = /^```js jest\n(.*?)^```$/ms.exec(text) ?? [];
      if (example === undefined) {
        throw new Error('docs/embedded-server.md has no example for Jest');
      }
      const modules = join(folder, 'node_modules');
      await mkdir(modules);
      await symlink(repository, join(modules, 's3tester'), 'junction');
      await symlink(join(repository, 'node_modules', '@aws-sdk'), join(modules, '@aws-sdk'), 'junction');
      await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
      await writeFile(join(folder, 'example.test.mjs'), example);
      const program = join(installed, 'node_modules', 'jest', 'bin', 'jest.js');
      await runCommand(process.execPath, ['--experimental-vm-modules', program, '--ci'], {
        cwd: folder,
        timeout: 300,
      });
    });
  },
});
