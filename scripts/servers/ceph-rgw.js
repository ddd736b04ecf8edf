import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatCephConfig, websiteHost } from './lib/ceph-config.js';
import { findFreePorts } from './lib/free-port.js';
import { installDebianPackages } from './lib/install-debian.js';
import { runCommand } from './lib/run-command.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '16.2';
const pools = ['.rgw.root', ...['control', 'meta', 'log'].map((name) => `default.rgw.${name}`)].concat(
  ['index', 'data', 'non-ec'].map((name) => `default.rgw.buckets.${name}`),
);

/** Ceph's RADOS Gateway over a cluster of one monitor and one in-memory OSD, from Debian's packages. */
export const cephRgw = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'ceph-rgw',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    websiteHost,
    sseCOverHttp: true,
    notes: [
      'A body in chunks with the checksum after it, as current SDKs send streams, is refused.',
      'A day of a lifecycle rule lasts 10 seconds.',
    ],
  },
  async install() {
    const programs = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];
    await installDebianPackages({ packages: ['radosgw', 'ceph-mon', 'ceph-osd', 'ceph-common'], programs });
    const found = await runCommand('radosgw', ['--version']);
    if (!found.includes(` ${version}.`)) {
      throw new Error(`expected release ${version}, found: ${found.trim()}`);
    }
    return '/usr/bin';
  },
  start: ({ port, users, installed }) =>
    startServerRun('ceph-rgw', port, async (run) => {
      const cluster = await createCluster(run, installed);
      await cluster.startMonitor();
      await cluster.startOsd();
      await cluster.startGateway();
      await cluster.addUser('main', users.main);
      await cluster.addUser('alt', users.alt);
      return { main: { ...users.main, ...identify('main') }, alt: { ...users.alt, ...identify('alt') } };
    }),
});

/**
 * @param {import('./lib/server-run.js').ServerRun} run
 * @param {string} programs
 */
async function createCluster(run, programs) {
  const { folder } = run;
  const [monitorPort = 0, osdPort = 0] = await findFreePorts(2);
  const fsid = randomUUID();
  const osdId = randomUUID();
  const configFile = join(folder, 'ceph.conf');
  const monitorMap = join(folder, 'monmap');
  for (const name of ['mon', 'osd', 'rgw']) {
    await mkdir(join(folder, name));
  }
  await writeFile(
    configFile,
    formatCephConfig({ folder, fsid, monitorPort, osdPort, gatewayPort: run.port }),
  );

  const command = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    runCommand(join(programs, name), ['-c', configFile, ...args], { timeout: 120 });
  const daemon = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    run.spawn(join(programs, name), ['-f', '-c', configFile, ...args], { name });
  // Debian's own interpreter by name: another Python first on the path lacks the module that `ceph` imports.
  const ceph = (/** @type {string[]} */ ...args) =>
    runCommand('/usr/bin/python3', [
      join(programs, 'ceph'),
      '-c',
      configFile,
      '--connect-timeout',
      '10',
      ...args,
    ]);
  const admin = (/** @type {string[]} */ ...args) => command('radosgw-admin', '-n', 'client.rgw', ...args);

  return {
    async startMonitor() {
      const address = ['--addv', 'a', `[v2:127.0.0.1:${monitorPort}]`];
      await runCommand(join(programs, 'monmaptool'), ['--create', '--fsid', fsid, ...address, monitorMap]);
      await command('ceph-mon', '-i', 'a', '--mkfs', '--monmap', monitorMap);
      await daemon('ceph-mon', '-i', 'a');
      await run.until(() => succeeds(ceph('mon', 'stat')));
    },
    async startOsd() {
      await ceph('osd', 'new', osdId, '0');
      await command('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osdId);
      await daemon('ceph-osd', '-i', '0');
      await run.until(async () => JSON.parse(await ceph('osd', 'stat', '-f', 'json')).num_up_osds === 1);
    },
    async startGateway() {
      for (const pool of pools) {
        await ceph('osd', 'pool', 'create', pool, '4', '4');
        await ceph('osd', 'pool', 'application', 'enable', pool, 'rgw');
      }
      // Any first command of the gateway's makes its default zone, which the gateway reads only when it starts.
      await admin('user', 'list');
      await daemon('radosgw', '-n', 'client.rgw');
      await run.untilAnswers();
    },
    async addUser(/** @type {string} */ name, /** @type {import('./lib/types.js').User} */ user) {
      const keys = ['--access-key', user.accessKey, '--secret-key', user.secretKey];
      await admin('user', 'create', '--uid', name, '--display-name', name, ...keys);
    },
  };
}

/** @param {string} name */
function identify(name) {
  return { canonicalId: name, principal: `arn:aws:iam:::user/${name}` };
}

/** @param {Promise<unknown>} action */
async function succeeds(action) {
  try {
    await action;
    return true;
  } catch {
    return false;
  }
}

await serveWhenRun(import.meta.url, cephRgw);
