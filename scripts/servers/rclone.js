import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { installRclone, rcloneVersion } from './lib/install-rclone.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

/** `rclone serve s3` over a local folder. */
export const rclone = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'rclone',
  version: rcloneVersion,
  facts: {
    pathStyle: true,
    virtualHost: false,
    alt: true,
    verifiesSignatures: true,
    concurrency: 1,
    notes: [
      'Both users are the owner: there are no policies, ACLs or tags.',
      'No versions, no object lock, no bucket configurations.',
      'Objects are files: a key cannot be the folder of another.',
      'Of two writes at once into a folder that is not there yet, one may fail with 500.',
    ],
  },
  install: installRclone,
  start: ({ port, users, installed }) =>
    startServerRun('rclone', port, async (run) => {
      const data = join(run.folder, 'data');
      const config = join(run.folder, 'rclone.conf');
      await mkdir(data);
      await writeFile(config, '');
      const keys = Object.values(users).flatMap(({ accessKey, secretKey }) => [
        '--auth-key',
        `${accessKey},${secretKey}`,
      ]);
      const address = ['--addr', `127.0.0.1:${run.port}`, '--cache-dir', join(run.folder, 'cache')];
      await run.spawn(join(installed, 'rclone'), [
        'serve',
        's3',
        '--config',
        config,
        ...address,
        ...keys,
        data,
      ]);
      await run.untilAnswers();
      return { main: users.main, alt: users.alt };
    }),
});

await serveWhenRun(import.meta.url, rclone);
