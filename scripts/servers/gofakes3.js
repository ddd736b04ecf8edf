import { join } from 'node:path';
import { installGoProgram } from './lib/install-go.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = 'v1.2.0';

/** gofakes3, a mock that keeps everything in memory. */
export const gofakes3 = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'gofakes3',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: false,
    notes: [
      'Signatures are not verified: any key pair, and none at all, is the owner.',
      'No policies, ACLs, tags, object lock or bucket configurations.',
    ],
  },
  install: (cache) =>
    installGoProgram(cache, {
      name: 'gofakes3',
      version,
      module: 'github.com/johannesboyne/gofakes3/cmd/gofakes3',
    }),
  start: ({ port, users, installed }) =>
    startServerRun('gofakes3', port, async (run) => {
      const args = ['-backend', 'memory', '-host', `127.0.0.1:${run.port}`, '-hostbucketbase', 'localhost'];
      await run.spawn(join(installed, 'gofakes3'), [...args, '-quiet']);
      await run.untilAnswers();
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, gofakes3);
