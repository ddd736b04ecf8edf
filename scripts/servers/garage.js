import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePorts } from './lib/free-port.js';
import { installCargoProgram } from './lib/install-cargo.js';
import { runCommand } from './lib/run-command.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '2.5.0';

/** Garage, as a cluster of one node without copies. */
export const garage = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'garage',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    sseCOverHttp: true,
    notes: [
      'Its keys have the form GK and 24 hexadecimal digits, and are made anew for each run.',
      'No versions, ACLs, policies, tags or object lock.',
    ],
  },
  install: (cache) =>
    installCargoProgram(cache, { name: 'garage', version, features: ['bundled-libs', 'lmdb'], bare: true }),
  start: ({ port, installed }) =>
    startServerRun('garage', port, async (run) => {
      const config = join(run.folder, 'garage.toml');
      const program = join(installed, 'bin', 'garage');
      for (const name of ['meta', 'data']) {
        await mkdir(join(run.folder, name));
      }
      await writeFile(config, await describe(run));
      const command = (/** @type {string[]} */ ...args) => runCommand(program, ['-c', config, ...args]);
      await run.spawn(program, ['-c', config, 'server'], { env: { RUST_LOG: 'garage=warn' } });
      await run.untilAnswers();
      const [node = ''] = (await command('node', 'id', '--quiet')).split('@');
      await command('layout', 'assign', '--zone', 'one', '--capacity', '1G', node);
      await command('layout', 'apply', '--version', '1');
      const users = { main: makeKey(), alt: makeKey() };
      for (const [name, { accessKey, secretKey }] of Object.entries(users)) {
        await command('key', 'import', '--yes', '-n', name, accessKey, secretKey);
        await command('key', 'allow', '--create-bucket', accessKey);
      }
      return users;
    }),
});

/** @param {import('./lib/server-run.js').ServerRun} run */
async function describe({ folder, port }) {
  const [rpc = 0, web = 0] = await findFreePorts(2);
  return [
    `metadata_dir = "${join(folder, 'meta')}"`,
    `data_dir = "${join(folder, 'data')}"`,
    'db_engine = "lmdb"',
    'replication_factor = 1',
    `rpc_bind_addr = "127.0.0.1:${rpc}"`,
    `rpc_public_addr = "127.0.0.1:${rpc}"`,
    `rpc_secret = "${randomBytes(32).toString('hex')}"`,
    '[s3_api]',
    's3_region = "us-east-1"',
    `api_bind_addr = "127.0.0.1:${port}"`,
    'root_domain = ".localhost"',
    '[s3_web]',
    `bind_addr = "127.0.0.1:${web}"`,
    'root_domain = ".web.localhost"',
    '',
  ].join('\n');
}

/** A key pair in the only form that it takes. */
function makeKey() {
  return { accessKey: `GK${randomBytes(12).toString('hex')}`, secretKey: randomBytes(32).toString('hex') };
}

await serveWhenRun(import.meta.url, garage);
