import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { installNpmPackages } from './lib/install-npm.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '3.7.1';

/** s3rver, a mock over a local folder; its one key pair is its own. */
export const s3rver = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 's3rver',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: true,
    notes: [
      'The only key pair is S3RVER:S3RVER.',
      'Framing of aws-chunked bodies is stored as data; a listing of more than one page fails.',
      'No versions, ACLs, policies, object lock or encryption.',
    ],
  },
  install: (cache) => installNpmPackages(cache, { name: 's3rver', version, packages: [`s3rver@${version}`] }),
  start: ({ port, installed }) =>
    startServerRun('s3rver', port, async (run) => {
      const data = join(run.folder, 'data');
      await mkdir(data);
      const program = join(installed, 'node_modules', 's3rver', 'bin', 's3rver.js');
      const address = [
        '--address',
        '127.0.0.1',
        '--port',
        String(run.port),
        '--service-endpoint',
        'localhost',
      ];
      await run.spawn(process.execPath, [program, '--silent', '--directory', data, ...address]);
      await run.untilAnswers();
      return { main: { accessKey: 'S3RVER', secretKey: 'S3RVER' } };
    }),
});

await serveWhenRun(import.meta.url, s3rver);
