// Asks servers that nobody here wrote which applications work on them, by `s3tester qualify`, and writes the answers to
// docs/applications-on-servers.md.
// Usage: node scripts/applications/on-servers.js [SERVER…]; without names the five of CI
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eachServer } from '../servers/lib/each-server.js';
import { chooseServers } from '../servers/lib/registry.js';
import { observeCommand } from '../servers/lib/run-command.js';
import { targetOf } from '../suite/run-on-server.js';
import { renderAnswers } from './lib/answers.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'bin', 's3tester.js');
const usual = ['minio', 'moto', 'versitygw', 'ceph-rgw', 'rclone'];
const named = process.argv.slice(2);
const servers = chooseServers(named.length === 0 ? usual : named);
/** Seconds. */
const patience = 900;

const folder = await mkdtemp(join(tmpdir(), 's3tester-applications-'));
try {
  const names = await profileNames();
  /** @type {import('./lib/answers.js').ServerAnswers[]} */
  const answers = [];
  const isWhole = await eachServer(servers, servers.length, print, async (server, running) => {
    const output = join(folder, `${server.name}.json`);
    const target = await targetOf(server.name, server.facts, running, folder);
    const args = [program, 'qualify', '--for', names.join(','), ...target, '--format', 'json', '-o', output];
    const { status } = await observeCommand(process.execPath, args, { timeout: patience });
    const { applications, seconds, suite_version } = JSON.parse(await readFile(output, 'utf8'));
    print(
      `${server.name}: ${applications.length} applications in ${seconds.toFixed(1)} s, exit code ${status}`,
    );
    answers.push({ server: server.name, version: server.version, suite: suite_version, applications });
  });
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(join(root, 'docs', 'applications-on-servers.md'), renderAnswers(answers, date));
  process.exitCode = isWhole ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @returns {Promise<readonly string[]>} */
async function profileNames() {
  const { status, output } = await observeCommand(
    process.execPath,
    [program, 'list', 'profiles', '--format', 'json'],
    { timeout: patience },
  );
  if (status !== 0) {
    throw new Error(output);
  }
  /** @type {readonly { readonly name: string }[]} */
  const profiles = JSON.parse(output);
  return profiles.map(({ name }) => name);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
