import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cannotOn } from './cannot.js';
import { eachServer } from './lib/each-server.js';
import { judgeOutcomes } from './lib/judge-outcomes.js';
import { killAndClean } from './lib/kill-and-clean.js';
import { prepareExamples } from './lib/prepare-examples.js';
import { chooseServers, servers } from './lib/registry.js';
import { runExample } from './lib/run-example.js';

// Runs every example on real servers, and cleans up after runs that are killed there:
// `node scripts/servers/test.js [--all | SERVER...]`.

const examplesFolder = fileURLToPath(new URL('../../examples/', import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { all: { type: 'boolean', default: false } },
});
const named = positionals.length > 0 ? positionals : ['minio', 'moto'];
const chosen = values.all ? servers : chooseServers(named);

const summary = { passed: 0, failed: 0 };
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(130));
}

const isEnough = await eachServer(chosen, positionals.length === 1 ? 1 : 2, print, tryServer);
if (!isEnough) {
  summary.failed += 1;
}
print(`servers: ${summary.passed} passed, ${summary.failed} failed`);
process.exitCode = summary.failed === 0 ? 0 : 1;

/**
 * @param {import('./lib/types.js').ServerScript} server
 * @param {import('./lib/types.js').RunningServer} running
 */
async function tryServer({ name, version }, running) {
  print(`${name} ${version} at ${running.endpoint}`);
  const examples = await prepareExamples(examplesFolder, running);
  const outcomes = [];
  for (const file of examples.files) {
    outcomes.push(...(await runExample(file, running)));
  }
  await examples.remove();
  outcomes.push(await killAndClean(running));
  for (const { outcome, isGood, remark } of judgeOutcomes(
    outcomes,
    cannotOn(name),
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
