import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePorts } from './lib/free-port.js';
import { installPythonPackages } from './lib/install-python.js';
import { runCommand } from './lib/run-command.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';
import { formatSwiftConfig } from './lib/swift-config.js';

const version = '2.38.3';
const daemons = /** @type {const} */ (['account', 'container', 'object']);

/** OpenStack Swift with its middleware for S3, over a folder that must keep extended attributes. */
export const swift = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'swift',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    notes: [
      'Access keys are s3tester:main and other:alt.',
      'No policies or tags; few bucket configurations.',
    ],
  },
  install: (cache) =>
    installPythonPackages(cache, { name: 'swift', version, packages: [`swift==${version}`] }),
  start: ({ port, users, installed }) =>
    startServerRun('swift', port, async (run) => {
      const program = (/** @type {string} */ name) => join(installed, 'bin', `swift-${name}`);
      const found = await findFreePorts(daemons.length);
      const ports = Object.fromEntries(daemons.map((name, index) => [name, found[index] ?? 0]));
      await mkdir(join(run.folder, 'devices', 'd1'), { recursive: true });
      const files = formatSwiftConfig({ folder: run.folder, proxyPort: run.port, ports, users });
      for (const [name, text] of Object.entries(files)) {
        await writeFile(join(run.folder, name), text);
      }
      for (const name of daemons) {
        const ring = (/** @type {string[]} */ ...args) =>
          runCommand(program('ring-builder'), [join(run.folder, `${name}.builder`), ...args]);
        await ring('create', '4', '1', '1');
        await ring('add', `r1z1-127.0.0.1:${ports[name]}/d1`, '1');
        await ring('rebalance');
      }
      for (const name of [...daemons, 'proxy']) {
        await run.spawn(program(`${name}-server`), [join(run.folder, `${name}-server.conf`), '-v'], { name });
      }
      await run.untilAnswers('/info');
      return {
        main: identify('s3tester:main', users.main),
        alt: identify('other:alt', users.alt),
      };
    }),
});

/**
 * @param {string} name
 * @param {import('./lib/types.js').User} user
 */
function identify(name, { secretKey }) {
  return { accessKey: name, secretKey, canonicalId: name };
}

await serveWhenRun(import.meta.url, swift);
