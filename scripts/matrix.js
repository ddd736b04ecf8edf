// Runs the suite on servers that nobody here wrote, keeps the verdicts in docs/matrix/, and makes docs/matrix.md and
// docs/matrix.html of all that are kept: what was not run today stands as it was.
// Usage: npm run matrix [-- SERVER… | --pages]
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { asResults } from './matrix/as-results.js';
import { keepRun, readKeptRuns, strangersIn } from './matrix/kept-run.js';
import { renderMatrix } from './matrix/markdown.js';
import { eachServer } from './servers/lib/each-server.js';
import { chooseServers, servers } from './servers/lib/registry.js';
import { runCommand } from './servers/lib/run-command.js';
import { selectAsked } from './suite/left-out.js';
import { readResultsFile } from './suite/read-results-file.js';
import { leftBehind, runOnServer } from './suite/run-on-server.js';
import { readSuite } from './suite/suite-runner.js';

const root = fileURLToPath(new URL('../', import.meta.url));
const docs = join(root, 'docs');

/** A matrix is no race: a machine that does much else must not make verdicts. */
const patience = { run: 3000, case: 240, operation: 60 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pages: { type: 'boolean', default: false } },
});
const chosen = values.pages ? [] : positionals.length > 0 ? chooseServers(positionals) : servers;

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(130));
}

const folder = await mkdtemp(join(tmpdir(), 's3tester-matrix-'));
let failed = 0;
try {
  await mkdir(join(docs, 'matrix'), { recursive: true });
  const isWhole = await eachServer(chosen, chosen.length, print, runAndKeep);
  failed += isWhole ? 0 : 1;
  await writePages();
} finally {
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed === 0 ? 0 : 1;

/**
 * A run that did not come to its end says too little of the server to be kept.
 * @param {import('./servers/lib/types.js').ServerScript} server
 * @param {import('./servers/lib/types.js').RunningServer} running
 */
async function runAndKeep(server, running) {
  const results = join(folder, `${server.name}.json`);
  const selection = selectAsked(server.name, print);
  const { problem, kept } = await runOnServer(server, running, {
    folder,
    results,
    selection,
    print,
    patience,
  });
  if (problem !== null) {
    print(`${server.name}: ${problem}`);
    failed += 1;
    return;
  }
  await keepRun(server, await readResultsFile(results));
  const left = await leftBehind(running, kept).catch((error) => [String(error)]);
  if (left.length > 0) {
    print(`${server.name}: left behind: ${left.join(', ')}`);
  }
}

async function writePages() {
  const suite = await readSuite(join(root, 'suite'));
  const runs = await readKeptRuns(servers);
  const results = runs.map((run) => asResults(run, suite));
  const files = results.map((_, index) => join(folder, `${runs[index]?.server}.json`));
  for (const [index, file] of files.entries()) {
    await writeFile(file, JSON.stringify(results[index]));
  }
  const versions = new Set(runs.map(({ suite_version }) => suite_version));
  const allowed = versions.size > 1 ? ['--different-suites'] : [];
  const page = [
    '--report',
    `html=${join(docs, 'matrix.html')}`,
    '--format',
    'json',
    '-o',
    join(folder, 'compared'),
  ];
  await runCommand(process.execPath, [
    join(root, 'bin', 's3tester.js'),
    'compare',
    ...files,
    ...allowed,
    ...page,
  ]);
  await writeFile(join(docs, 'matrix.md'), renderMatrix(runs, results));
  for (const name of await strangersIn(servers)) {
    print(`docs/matrix/${name} is of no server that is known`);
    failed += 1;
  }
  print(`docs/matrix.md and docs/matrix.html: ${runs.length} servers`);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
