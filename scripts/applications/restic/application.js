import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installGoProgram } from '../../servers/lib/install-go.js';
import { sampleBytes } from '../lib/sample.js';
import { sameTree, writeTree } from '../lib/trees.js';

const version = 'v0.18.1';

/** restic: two backups, forgotten, pruned, checked and restored. It tries again for 15 minutes what a server refuses. */
export const restic = /** @satisfies {import('../lib/types.js').Application} */ ({
  name: 'restic',
  version,
  limit: 90,
  install: (cache) =>
    installGoProgram(cache, { name: 'restic', version, module: 'github.com/restic/restic/cmd/restic' }),
  async run(installed, place, step) {
    const { bucket, endpoint, folder } = place;
    const env = {
      ...place.env,
      RESTIC_REPOSITORY: `s3:${endpoint}/${bucket}/backup`,
      RESTIC_PASSWORD: 'correct horse',
      RESTIC_CACHE_DIR: join(folder, 'cache'),
    };
    const restic = (/** @type {string[]} */ ...args) => place.run(join(installed, 'restic'), args, { env });
    const tree = join(folder, 'tree');
    const restored = join(folder, 'restored');
    await writeTree(tree);
    await writeFile(join(tree, 'large.bin'), sampleBytes('restic', 6_000_000));

    await step('makes a repository', async () => {
      await restic('init');
    });
    await step('makes a backup', async () => {
      await restic('backup', tree);
    });
    await step('makes another one', async () => {
      await writeFile(join(tree, 'later.bin'), sampleBytes('later', 1_000_000));
      await restic('backup', tree);
    });
    await step('forgets the first, and prunes', async () => {
      await restic('forget', '--keep-last', '1', '--prune');
    });
    await step('checks all data', async () => {
      await restic('check', '--read-data');
    });
    await step('restores, with nothing in its cache', async () => {
      await rm(join(folder, 'cache'), { recursive: true });
      await mkdir(restored);
      await restic('restore', 'latest', '--target', restored);
      await sameTree(join(restored, tree), tree);
    });
  },
});
