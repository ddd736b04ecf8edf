import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPatiently } from './install-patiently.js';
import { defaultUsers } from './users.js';

const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Serves until it is told to stop, where the module of that address is the program that Node was started with.
 * @param {string} moduleUrl the caller's `import.meta.url`
 * @param {import('./types.js').ServerScript} server
 * @returns {Promise<void>}
 */
export async function serveWhenRun(moduleUrl, server) {
  const [, program] = process.argv;
  if (program === undefined || realpathSync(program) !== fileURLToPath(moduleUrl)) {
    return;
  }
  await serve(server, process.argv.slice(2));
}

/**
 * Installs and starts a server, prints its endpoint and users, and stops it on SIGINT, SIGTERM or SIGHUP.
 * @param {import('./types.js').ServerScript} server
 * @param {string[]} args `--port N` (0, the default: a free one), `--install-only`
 * @returns {Promise<void>}
 */
export async function serve(server, args) {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string', default: '0' }, 'install-only': { type: 'boolean', default: false } },
  });
  for (const name of signals) {
    process.on(name, exit);
  }
  try {
    process.stderr.write(`${server.name} ${server.version}: installing if it is not there yet\n`);
    const installed = await installPatiently(server.install);
    if (values['install-only']) {
      return;
    }
    const running = await server.start({ port: Number(values.port), users: defaultUsers, installed });
    const told = waitForSignal();
    process.stdout.write(`${describeServer(running)}\n`);
    process.stderr.write(`process ${running.pids.join(', ')}; ends with Ctrl-C\n`);
    for (const line of describeIds(running)) {
      process.stderr.write(`${line}\n`);
    }
    for (const note of server.facts.notes) {
      process.stderr.write(`note: ${note}\n`);
    }
    const isTold = await Promise.race([told.then(() => true), running.ended.then(() => false)]);
    await running.stop();
    if (!isTold) {
      throw new Error('ended by itself');
    }
  } catch (error) {
    process.stderr.write(`${server.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * The endpoint, then one line per user in the form that `--credential` takes.
 * @param {import('./types.js').RunningServer} running
 * @returns {string}
 */
function describeServer({ endpoint, users }) {
  const lines = Object.entries(users).map(([name, user]) => `${name}=${user.accessKey}:${user.secretKey}`);
  return [endpoint, ...lines].join('\n');
}

/**
 * What a configuration may say of the users besides their keys.
 * @param {import('./types.js').RunningServer} running
 * @returns {string[]}
 */
function describeIds({ users }) {
  return Object.entries(users).flatMap(([name, { canonicalId, principal }]) => [
    ...(canonicalId ? [`${name}: canonical_id: ${canonicalId}`] : []),
    ...(principal ? [`${name}: arn: ${principal}`] : []),
  ]);
}

/**
 * Resolves at the first signal to stop; the second ends the process at once.
 * @returns {Promise<void>}
 */
function waitForSignal() {
  return new Promise((resolve) => {
    const onSignal = () => {
      for (const name of signals) {
        process.off(name, onSignal);
        process.on(name, exit);
      }
      resolve();
    };
    for (const name of signals) {
      process.off(name, exit);
      process.on(name, onSignal);
    }
  });
}

// Until the server is up there is nothing to end in order: what was started dies with this process.
function exit() {
  process.exit(130);
}
