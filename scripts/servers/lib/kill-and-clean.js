import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { observeCommand } from './run-command.js';
import { assignUsers } from './run-example.js';
import { signRequest } from './sign-request.js';

const program = fileURLToPath(new URL('../../../bin/s3tester.js', import.meta.url));
const tour = fileURLToPath(new URL('../../../examples/language-tour.yaml', import.meta.url));
const moments = [0, 100, 300, 600, 1000];
const foreign = 's3tester-0badf00d-1-foreign';

/**
 * Kills runs of the tour at several moments and cleans up after them; what the server held before must be there
 * afterwards, a bucket of somebody else with a name like theirs included, and nothing more.
 * @param {import('./types.js').RunningServer} server
 * @returns {Promise<import('./run-example.js').Outcome>}
 */
export async function killAndClean(server) {
  const state = await mkdtemp(join(tmpdir(), 's3tester-killed-'));
  const env = { ...process.env, S3TESTER_STATE_DIR: state };
  const users = assignUsers(
    ['owner', 'guest'].map((name) => ({ name, kind: 'keys' })),
    server.users,
  );
  const target = ['--endpoint-url', server.endpoint, '--region', server.region, '--path-style', ...users];
  try {
    await ask(server, 'PUT', `/${foreign}`);
    const before = await listBuckets(server);
    for (const moment of moments) {
      await killRun([program, 'run', tour, ...target], env, moment);
    }
    const between = await listBuckets(server);
    const { status, output } = await observeCommand(process.execPath, [program, 'clean', ...target], { env });
    const after = await listBuckets(server);
    const isClean = status === 0 && before.join() === after.join();
    const why = `clean ended with ${status}; before: ${before}; between: ${between.length} buckets; after: ${after}\n${output}`;
    const passed = isClean && between.length > before.length;
    return { example: 'clean', part: 'after kill -9', passed, why: passed ? '' : why };
  } finally {
    await ask(server, 'DELETE', `/${foreign}`);
    await rm(state, { recursive: true, force: true });
  }
}

/**
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} moment milliseconds after the first bucket stands in the journal
 */
async function killRun(args, env, moment) {
  const known = (await journalsIn(env.S3TESTER_STATE_DIR ?? '')).length;
  const child = spawn(process.execPath, args, { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (child.exitCode === null && (await journalsIn(env.S3TESTER_STATE_DIR ?? '')).length === known) {
    await sleep(20);
  }
  await sleep(moment);
  child.kill('SIGKILL');
  await ended;
}

/** @param {string} state */
function journalsIn(state) {
  return readdir(join(state, 'journals')).catch(() => []);
}

/** @param {import('./types.js').RunningServer} server */
async function listBuckets(server) {
  const text = await ask(server, 'GET', '/');
  return [...text.matchAll(/<Bucket>.*?<Name>(.*?)<\/Name>/gs)].map(([, name]) => name).sort();
}

/**
 * @param {import('./types.js').RunningServer} server
 * @param {string} method
 * @param {string} path
 */
async function ask({ endpoint, region, users }, method, path) {
  const url = new URL(path, endpoint);
  const headers = signRequest({ method, url, body: new Uint8Array(), user: users.main, region });
  const response = await fetch(url, { method, headers });
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  }
  return response.text();
}
