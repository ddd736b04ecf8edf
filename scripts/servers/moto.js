import { installPythonPackages, pythonOf } from './lib/install-python.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '5.2.5';

/** moto's server mode: a mock of AWS that keeps everything in memory. */
export const moto = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'moto',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: false,
    sseCOverHttp: true,
    notes: [
      'Signatures are not verified: any key pair is the owner.',
      'A request without a signature may write, list and create buckets, but not read what is private.',
      'Of a bucket policy actions and resources count, and its conditions do not.',
    ],
  },
  install: (cache) =>
    installPythonPackages(cache, { name: 'moto', version, packages: [`moto[server,s3]==${version}`] }),
  start: ({ port, users, installed }) =>
    startServerRun('moto', port, async (run) => {
      const address = ['--host', '127.0.0.1', '--port', String(run.port)];
      await run.spawn(pythonOf(installed), ['-m', 'moto.server', ...address]);
      await run.untilAnswers('/moto-api/');
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, moto);
