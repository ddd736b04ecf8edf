import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { installGoProgram } from './lib/install-go.js';
import { addMinioUser } from './lib/minio-admin.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = 'v0.0.0-20260212201848-7aac2a2c5b7c';

/** MinIO, the last state of its open-source repository; one disk, so every feature but tiering and replication. */
export const minio = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'minio',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    notes: [
      'Bucket policies grant to everybody or to nobody: a user gets its rights from policies of its own only.',
      'ACLs are not kept: reading one gives a fixed answer, writing one other than private is refused.',
    ],
  },
  install: (cache) => installGoProgram(cache, { name: 'minio', version, module: 'github.com/minio/minio' }),
  start: ({ port, users, installed }) =>
    startServerRun('minio', port, async (run) => {
      const address = ['--address', `127.0.0.1:${run.port}`];
      const env = {
        MINIO_ROOT_USER: users.main.accessKey,
        MINIO_ROOT_PASSWORD: users.main.secretKey,
        MINIO_DOMAIN: 'localhost',
        // Without a region it takes any, and without a key it encrypts nothing.
        MINIO_SITE_REGION: 'us-east-1',
        MINIO_KMS_SECRET_KEY: `s3tester:${randomBytes(32).toString('base64')}`,
        MINIO_BROWSER: 'off',
        MINIO_UPDATE: 'off',
      };
      const args = ['server', '--quiet', ...address, '--config-dir', join(run.folder, 'config')];
      await run.spawn(join(installed, 'minio'), [...args, join(run.folder, 'data')], { env });
      await run.untilAnswers('/minio/health/ready');
      await run.until(() => addMinioUser(run.endpoint, users.main, users.alt));
      return { main: users.main, alt: users.alt };
    }),
});

await serveWhenRun(import.meta.url, minio);
