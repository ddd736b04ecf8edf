import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGoModule } from '../../servers/lib/install-go.js';
import { sampleBytes } from '../lib/sample.js';
import { sameTree, writeTree } from '../lib/trees.js';

/** Kopia: two snapshots, maintained, verified and restored. */
export const kopia = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'kopia',
  version: 'v0.22.3',
  limit: 120,
  install: (cache) =>
    installGoModule(cache, {
      name: 'kopia',
      source: fileURLToPath(new URL('.', import.meta.url)),
      package: 'github.com/kopia/kopia',
      program: 'kopia',
      // Its pages for a browser are a module of their own, of which nothing is needed here.
      tags: 'nohtmlui',
    }),
  async run(installed, place, step) {
    const { bucket, endpoint, region, accessKey, secretKey, folder } = place;
    const env = {
      ...place.env,
      KOPIA_PASSWORD: 'correct horse',
      KOPIA_CONFIG_PATH: join(folder, 'kopia.config'),
      KOPIA_CACHE_DIRECTORY: join(folder, 'cache'),
      KOPIA_LOG_DIR: join(folder, 'logs'),
      KOPIA_CHECK_FOR_UPDATES: 'false',
    };
    const kopia = (/** @type {string[]} */ ...args) =>
      place.run(join(installed, 'kopia'), ['--no-progress', ...args], { env });
    const storage = [
      's3',
      `--bucket=${bucket}`,
      `--endpoint=${new URL(endpoint).host}`,
      `--region=${region}`,
      `--access-key=${accessKey}`,
      `--secret-access-key=${secretKey}`,
      '--disable-tls',
    ];
    const tree = join(folder, 'tree');
    const restored = join(folder, 'restored');
    await writeTree(tree);
    await writeFile(join(tree, 'large.bin'), sampleBytes('kopia', 6_000_000));

    await step('makes a repository', async () => {
      await kopia('repository', 'create', ...storage);
    });
    await step('makes a snapshot', async () => {
      await kopia('snapshot', 'create', tree);
    });
    await step('makes another one', async () => {
      await writeFile(join(tree, 'later.bin'), sampleBytes('later', 1_000_000));
      await kopia('snapshot', 'create', tree);
    });
    await step('maintains the repository', async () => {
      await kopia('maintenance', 'run', '--full', '--safety=none');
    });
    await step('verifies all data', async () => {
      await kopia('snapshot', 'verify', '--verify-files-percent=100');
    });
    await step('restores, with nothing in its cache', async () => {
      await kopia('repository', 'disconnect');
      await rm(join(folder, 'cache'), { recursive: true, force: true });
      await kopia('repository', 'connect', ...storage);
      await mkdir(restored);
      await kopia('restore', '--snapshot-time=latest', tree, restored);
      await sameTree(restored, tree);
    });
  },
});
