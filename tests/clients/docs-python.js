import assert from 'node:assert/strict';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { runCommand } from '../../scripts/servers/lib/run-command.js';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const version = '1.44.5';

/** The example in Python of the documentation, which starts the server by the command, as tests in other languages do. */
export const docsPython = /** @satisfies {import('./client.js').Client} */ ({
  name: 'docs-python',
  version,
  install: (cache) =>
    installPythonPackages(cache, { name: 'boto3', version, packages: [`boto3==${version}`] }),
  async run(installed, { folder }, check) {
    await check('runs the example of the documentation', async () => {
      const text = await readFile(join(repository, 'docs', 'embedded-server.md'), 'utf8');
      const [, example, said] = /^```python\n(.*?)^```\n\n```text\n(.*?)^```$/ms.exec(text) ?? [];
      if (example === undefined) {
        throw new Error('docs/embedded-server.md has no example in Python');
      }
      const bin = join(folder, 'bin');
      await mkdir(bin);
      // As npx would run it in a project that has the package.
      const program = join(repository, 'bin', 's3tester.js');
      await writeFile(join(bin, 'npx'), `#!/bin/sh\nshift\nexec "${process.execPath}" "${program}" "$@"\n`);
      await chmod(join(bin, 'npx'), 0o755);
      await writeFile(join(folder, 'example.py'), example);
      const output = await runCommand(pythonOf(installed), [join(folder, 'example.py')], {
        env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
        timeout: 60,
      });
      assert.equal(output, said);
    });
  },
});
