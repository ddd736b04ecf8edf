import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findPython } from './lib/find-python.js';
import { installPythonPackages, pythonOf } from './lib/install-python.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '4.14.0';

/** LocalStack's own S3, of the last release that needs no account; it keeps everything in memory. */
export const localstack = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'localstack',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: false,
    sseCOverHttp: true,
    notes: [
      'Signatures are not verified: any key pair, and none at all, is the owner.',
      'Policies and ACLs are kept, but not enforced.',
    ],
  },
  // It was written for libraries whose later releases have moved what it imports.
  install: async (cache) =>
    installPythonPackages(cache, {
      name: 'localstack',
      version,
      packages: [
        `localstack-core[base-runtime]==${version}`,
        'cbor2==5.7.1',
        'pyOpenSSL==25.3.0',
        'service-identity==24.2.0',
      ],
      python: await findPython('3.13'),
    }),
  start: ({ port, users, installed }) =>
    startServerRun('localstack', port, async (run) => {
      const data = join(run.folder, 'data');
      await mkdir(data);
      const env = {
        SERVICES: 's3',
        EAGER_SERVICE_LOADING: '1',
        STRICT_SERVICE_LOADING: '1',
        GATEWAY_LISTEN: `127.0.0.1:${run.port}`,
        LOCALSTACK_VOLUME_DIR: data,
        XDG_CACHE_HOME: data,
        HOME: data,
        DNS_ADDRESS: '0',
        DISABLE_EVENTS: '1',
        SKIP_SSL_CERT_DOWNLOAD: '1',
      };
      await run.spawn(pythonOf(installed), ['-m', 'localstack.runtime.main'], { env });
      await run.untilAnswers('/_localstack/health');
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, localstack);
