import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installPatiently } from './install-patiently.js';
import { defaultUsers } from './users.js';

/**
 * Serves until it is told to stop, where the module of that address is the program that Node was started with.
 * @param {string} moduleUrl the caller's `import.meta.url`
 * @param {import('./types.js').ServerScript} server
 * @returns {Promise<void>}
 */
export async function serveWhenRun(moduleUrl, server) {
  const [, program] = process.argv;
  if (program === undefined || realpathSync(program) !== fileURLToPath(moduleUrl)) return;
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
  const told = waitForSignal();
  try {
    await serveUntil(told, server, Number(values.port), values['install-only']);
  } catch (error) {
    process.stderr.write(`${server.name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    told.forget();
  }
}

/**
 * @param {{ signal: Promise<void> }} told
 * @param {import('./types.js').ServerScript} server
 * @param {number} port
 * @param {boolean} installOnly
 */
async function serveUntil(told, server, port, installOnly) {
  process.stderr.write(`${server.name} ${server.version}: installing if it is not there yet\n`);
  const installed = await installPatiently(server.install);
  if (installOnly) return;
  const running = await server.start({ port, users: defaultUsers, installed });
  process.stdout.write(`${describeServer(running)}\n`);
  process.stderr.write(`process ${running.pids.join(', ')}; ends with Ctrl-C\n`);
  for (const note of server.facts.notes) process.stderr.write(`note: ${note}\n`);
  await told.signal;
  await running.stop();
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

/** @returns {{ signal: Promise<void>, forget: () => void }} */
function waitForSignal() {
  const names = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  let resolve = () => {};
  /** @type {Promise<void>} */
  const signal = new Promise((done) => {
    resolve = done;
  });
  // While it starts, a signal is remembered: a server half-way up is stopped as soon as it is up.
  for (const name of names) process.on(name, resolve);
  const forget = () => {
    for (const name of names) process.off(name, resolve);
  };
  return { signal, forget };
}
