import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installNpmPackages } from './lib/install-npm.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '1.9.2';

/** fauxqs, a mock that keeps everything in memory; the last release for Node 20. */
export const fauxqs = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'fauxqs',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: false,
    verifiesSignatures: false,
    notes: [
      'Signatures are not verified: any key pair, and none at all, is the owner.',
      'No versions, ACLs, policies, tags, object lock or encryption.',
    ],
  },
  install: (cache) => installNpmPackages(cache, { name: 'fauxqs', version, packages: [`fauxqs@${version}`] }),
  start: ({ port, users, installed }) =>
    startServerRun('fauxqs', port, async (run) => {
      const module = pathToFileURL(join(installed, 'node_modules', 'fauxqs', 'dist', 'app.js'));
      // Its own program listens on every interface.
      const program = `const { buildApp } = await import(${JSON.stringify(module)});
        await buildApp({ logger: false }).listen({ host: '127.0.0.1', port: ${run.port} });`;
      await run.spawn(process.execPath, ['--input-type=module', '--eval', program]);
      await run.untilAnswers('/health');
      return { main: users.main };
    }),
});

await serveWhenRun(import.meta.url, fauxqs);
