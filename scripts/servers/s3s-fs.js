import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installCargoProgram } from './lib/install-cargo.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '0.14.1';

/** s3s-fs: the sample server of the s3s framework in Rust, over a local folder. */
export const s3sFs = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 's3s-fs',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: true,
    notes: ['One user only.', 'No versions, ACLs, policies, object lock or bucket configurations.'],
  },
  install: (cache) => installCargoProgram(cache, { name: 's3s-fs', version, features: ['binary'] }),
  start: ({ port, users, installed }) =>
    startServerRun('s3s-fs', port, async (run) => {
      const data = join(run.folder, 'data');
      await mkdir(data);
      const keys = ['--access-key', users.main.accessKey, '--secret-key', users.main.secretKey];
      const address = ['--host', '127.0.0.1', '--port', String(run.port), '--domain', 'localhost'];
      await run.spawn(join(installed, 'bin', 's3s-fs'), [...keys, ...address, data]);
      await run.untilAnswers();
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, s3sFs);
