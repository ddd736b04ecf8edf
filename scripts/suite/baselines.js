// The conformance suite on servers that nobody here wrote, each held against suite/baselines/SERVER.yaml.
// Of cases with the tag security a baseline has the verdict alone.
// Usage: node scripts/suite/baselines.js check|update [--all | SERVER…] [--case GLOB]… [--results FOLDER]
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { eachServer } from '../servers/lib/each-server.js';
import { chooseServers, servers } from '../servers/lib/registry.js';
import { observeCommand } from '../servers/lib/run-command.js';
import { selectAsked } from './left-out.js';
import { readResultsFile } from './read-results-file.js';
import { leftBehind, runOnServer } from './run-on-server.js';
import { keepVerdictsAlone } from './security-cases.js';

/** @typedef {import('../servers/lib/types.js').ServerScript} ServerScript */
/** @typedef {import('../servers/lib/types.js').RunningServer} RunningServer */

const program = fileURLToPath(new URL('../../bin/s3tester.js', import.meta.url));
const baselines = fileURLToPath(new URL('../../suite/baselines/', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    case: { type: 'string', multiple: true, default: [] },
    results: { type: 'string' },
  },
});
const [asked, ...named] = positionals;
if (asked !== 'check' && asked !== 'update') {
  process.stderr.write('usage: node scripts/suite/baselines.js check|update [--all | SERVER…]\n');
  process.exit(2);
}
const task = asked;
const usual = ['minio', 'moto', 'versitygw', 'ceph-rgw'];
const chosen = values.all
  ? servers.filter(({ name }) => task === 'update' || existsSync(baselineOf(name)))
  : chooseServers(named.length > 0 ? named : usual);

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => process.exit(130));
}

const summary = { passed: 0, failed: 0 };
const folder = values.results ?? (await mkdtemp(join(tmpdir(), 's3tester-baselines-')));
await mkdir(folder, { recursive: true });
await mkdir(baselines, { recursive: true });
try {
  const isEnough = await eachServer(chosen, named.length === 1 ? 1 : 2, print, async (server, running) => {
    const faults = await judgeServer(server, running).catch((error) => [
      error instanceof Error ? error.message : String(error),
    ]);
    summary[faults.length === 0 ? 'passed' : 'failed'] += 1;
    print(`${faults.length === 0 ? 'ok' : 'not ok'} ${server.name}`);
    for (const fault of faults) {
      print(fault.replaceAll(/^/gm, '    '));
    }
  });
  if (!isEnough) {
    summary.failed += 1;
  }
} finally {
  if (values.results === undefined) {
    await rm(folder, { recursive: true, force: true });
  }
}
print(`baselines: ${summary.passed} passed, ${summary.failed} failed`);
process.exitCode = summary.failed === 0 ? 0 : 1;

/**
 * Runs the suite on one server and holds it against its baseline, or brings the baseline up to date.
 * @param {ServerScript} server
 * @param {RunningServer} running
 * @returns {Promise<string[]>} what went wrong
 */
async function judgeServer(server, running) {
  const { name, version } = server;
  const results = join(folder, `${name}.json`);
  const selection =
    values.case.length > 0 ? values.case.flatMap((glob) => ['--case', glob]) : selectAsked(name, print);
  const { problem, kept } = await runOnServer(server, running, { folder, results, selection, print });
  const left = await leftBehind(running, kept);
  const faults = left.map((line) => `left behind: ${line}`);
  if (problem !== null) {
    return [...faults, problem];
  }
  await keepVerdictsAlone(results);
  return [...faults, ...(await holdAgainstBaseline(name, version, results))];
}

/**
 * Brings the baseline up to date, or says how the results differ from it.
 * @param {string} name
 * @param {string} version
 * @param {string} results
 * @returns {Promise<string[]>}
 */
async function holdAgainstBaseline(name, version, results) {
  const baseline = baselineOf(name);
  if (task === 'update' && !existsSync(baseline)) {
    await writeFile(baseline, stringify({ server: `${name} ${version}`, suite: '', known: [] }));
  }
  const words = ['baseline', task, baseline, results];
  const report = task === 'check' ? ['--format', 'json', '-o', join(folder, `${name}.checked.json`)] : [];
  const held = await observeCommand(process.execPath, [program, ...words, ...report]);
  if (task === 'update' || !existsSync(join(folder, `${name}.checked.json`))) {
    return held.status === 0 ? [] : [`baseline ${task} ended with ${held.status}\n${held.output}`];
  }
  const { cases, conformance } = await readResultsFile(join(folder, `${name}.checked.json`));
  const standing = conformance?.baseline;
  if (!standing) {
    return [`baseline ${task} wrote results that say nothing of a baseline`];
  }
  const { newly_passing, vanished, expired } = standing;
  const regressions = cases.filter((one) => one.baseline === 'regression');
  return [
    ...regressions.map(({ id, verdict, kind, reason }) => `${kind ?? verdict}  ${id}  ${reason}`),
    ...newly_passing.map((id) => `newly passing  ${id}`),
    ...vanished.map((glob) => `vanished  ${glob}`),
    ...expired.map((glob) => `expired  ${glob}`),
  ];
}

/** @param {string} name */
function baselineOf(name) {
  return join(baselines, `${name}.yaml`);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
