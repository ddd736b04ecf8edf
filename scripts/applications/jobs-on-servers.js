// Does the job of applications on servers that nobody here wrote, with nothing between them, and writes how each ended to
// jobs-on-servers.yaml: the measure of what qualify and the replays say.
// Usage: node scripts/applications/jobs-on-servers.js [APPLICATION…] [--server SERVER]…
import { parseArgs } from 'node:util';
import { eachServer } from '../servers/lib/each-server.js';
import { installPatiently } from '../servers/lib/install-patiently.js';
import { chooseServers } from '../servers/lib/registry.js';
import { makeOwnBucket } from './lib/own-bucket.js';
import { runSteps } from './lib/run-job.js';
import { jobNotes } from './lib/server-notes.js';
import { usualServers } from './lib/usual-servers.js';
import { applications } from './registry.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { server: { type: 'string', multiple: true, default: [...usualServers] } },
});
const unknown = positionals.filter((name) => !applications.some((one) => one.name === name));
if (unknown.length > 0) {
  print(`not known: ${unknown.join(', ')}; known: ${applications.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const chosen = applications.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const servers = chooseServers(values.server);

const isWhole = await eachServer(servers, servers.length, print, async (server, running) => {
  const { accessKey, secretKey } = running.users.main;
  for (const application of chosen) {
    const seen = await attempt(application, running, { accessKey, secretKey });
    print(
      `${server.name}: ${application.name}: ${[seen.ended, seen.step, seen.why].filter(Boolean).join(': ')}`,
    );
    await jobNotes.write(server, application.name, seen);
  }
});
process.exitCode = isWhole ? 0 : 1;

/**
 * @param {import('./lib/types.js').Application} application
 * @param {import('../servers/lib/types.js').RunningServer} running
 * @param {import('../servers/lib/types.js').User} user
 * @returns {Promise<import('./lib/server-notes.js').JobNote>}
 */
async function attempt(application, running, user) {
  const installed = await installPatiently(application.install);
  await makeOwnBucket(application, running);
  const { endpoint, region } = running;
  const { run, race } = application;
  let last;
  for (const job of race === undefined ? [run] : [run, race]) {
    const steps = await runSteps(application, installed, { endpoint, region, ...user }, job);
    last ??= steps.find(({ ended }) => ended !== 'ok');
  }
  const date = new Date().toISOString().slice(0, 10);
  const { version } = application;
  return last === undefined
    ? { version, date, ended: 'ok' }
    : { version, date, ended: last.ended, step: last.name, why: last.why };
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
