import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cannot } from './cannot.js';
import { installPatiently } from './lib/install-patiently.js';
import { judgeOutcomes } from './lib/judge-outcomes.js';
import { prepareExamples } from './lib/prepare-examples.js';
import { chooseServers, servers } from './lib/registry.js';
import { runExample } from './lib/run-example.js';
import { defaultUsers } from './lib/users.js';

// Runs every example on real servers: `node scripts/servers/test.js [--all | SERVER...] [--summary FILE]`.

const examplesFolder = fileURLToPath(new URL('../../examples/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false }, summary: { type: 'string' } },
});
const named = positionals.length > 0 ? positionals : ['minio', 'moto'];
const chosen = values.all ? servers : chooseServers(named);

const summary = { passed: 0, failed: 0 };
let tried = 0;
/** @type {string[]} */
const missing = [];
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.once(signal, () => process.exit(130));

for (const server of chosen) {
  const running = await bringUp(server);
  if (running === undefined) continue;
  try {
    await tryServer(server, running);
  } finally {
    await running.stop();
  }
}

for (const line of missing) print(`could not run ${line}`);
const enough = positionals.length === 1 ? 1 : 2;
if (tried < enough) {
  print(`only ${tried} of at least ${enough} servers could be tried`);
  summary.failed += 1;
}
print(`servers: ${summary.passed} passed, ${summary.failed} failed, on ${tried} servers`);
if (values.summary) await writeFile(values.summary, JSON.stringify(summary));
process.exitCode = summary.failed === 0 ? 0 : 1;

/**
 * @param {import('./lib/types.js').ServerScript} server
 * @returns {Promise<import('./lib/types.js').RunningServer | undefined>} undefined where it could not be had
 */
async function bringUp(server) {
  try {
    const installed = await installPatiently(server.install);
    return await server.start({ port: 0, users: defaultUsers, installed });
  } catch (error) {
    missing.push(
      `${server.name} ${server.version}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return undefined;
  }
}

/**
 * @param {import('./lib/types.js').ServerScript} server
 * @param {import('./lib/types.js').RunningServer} running
 */
async function tryServer({ name, version }, running) {
  tried += 1;
  print(`${name} ${version} at ${running.endpoint}`);
  const examples = await prepareExamples(examplesFolder, running);
  const outcomes = [];
  for (const file of examples.files) outcomes.push(...(await runExample(file, running)));
  await examples.remove();
  for (const { outcome, isGood, remark } of judgeOutcomes(
    outcomes,
    cannot[name] ?? {},
    examples.files.map((file) => basename(file)),
  )) {
    summary[isGood ? 'passed' : 'failed'] += 1;
    const word = isGood ? 'ok' : 'not ok';
    print(
      `  ${word} ${outcome.example}: ${outcome.part}${remark === '' ? '' : `\n${remark.replaceAll(/^/gm, '      ')}`}`,
    );
  }
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
