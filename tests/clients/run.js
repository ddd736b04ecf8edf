import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPatiently } from '../../scripts/servers/lib/install-patiently.js';
import { defaultUsers } from '../../scripts/servers/lib/users.js';
import { startEmbedded } from './embedded.js';
import { clients } from './registry.js';
import { writeSampleFiles } from './sample-files.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'endpoint-url': { type: 'string' } },
});
const chosen = clients.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
if (chosen.length < Math.max(positionals.length, 1)) {
  print(`known clients: ${clients.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}

const summary = { passed: 0, failed: 0 };
/** @type {string[]} */
const missing = [];
const folder = await mkdtemp(join(tmpdir(), 's3tester-clients-'));
try {
  const files = await writeSampleFiles(folder);
  for (const client of chosen) {
    await tryClient(client, files);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const line of missing) {
  print(`could not install ${line}`);
}
print(`clients: ${summary.passed} passed, ${summary.failed} failed`);
process.exitCode = summary.failed === 0 ? 0 : 1;

/**
 * @param {import('./client.js').Client} client
 * @param {import('./sample-files.js').SampleFiles} files
 */
async function tryClient(client, files) {
  const { name, version, serverOptions } = client;
  /** @type {string} */
  let installed;
  try {
    installed = await installPatiently(client.install);
  } catch (error) {
    // A client that was not tried proves nothing, so it is no pass.
    missing.push(`${name} ${version}: ${String(error)}`);
    summary.failed += 1;
    return;
  }
  print(`${name} ${version}`);
  const given = values['endpoint-url'];
  const server = given ? { endpoint: given, stop: async () => {} } : await startEmbedded(serverOptions);
  const place = {
    endpoint: server.endpoint,
    region: 'us-east-1',
    ...defaultUsers.main,
    bucket: `clients-${name}-${randomBytes(4).toString('hex')}`,
    folder: join(folder, name),
    files,
  };
  await mkdir(place.folder);
  try {
    await client.run(installed, place, runCheck);
  } catch (error) {
    await runCheck('runs at all', () => Promise.reject(error));
  } finally {
    await server.stop();
  }
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/** @type {import('./client.js').Check} */
async function runCheck(name, action) {
  try {
    await action();
    summary.passed += 1;
    print(`  ok ${name}`);
  } catch (error) {
    summary.failed += 1;
    const why = error instanceof Error ? error.message : String(error);
    print(`  not ok ${name}\n${why.replaceAll(/^/gm, '    ')}`);
  }
}
