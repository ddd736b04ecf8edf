// What whole runs take at their peak: memory, CPU time, and the size of their results, build by build in turn.
// Usage: node bench/memory.js [OPERATIONS=100000] [BUILD...]
// Each BUILD is a folder with bin/s3tester.js and dist/; the first is what the others are compared with, and this
// build is the last. Runs go against the embedded server, in the same process: one step with so many turns, one with
// ten times as many (not by the first build, which keeps them all), and groups of ten turns, each with parameters of
// its own, in several files.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What a run took.
 * @typedef {{ megabytes: number, seconds: number, results: number }} Usage
 */

const inFlight = 64;
const turnsOfGroup = 10;
const groupsOfFile = 500;
const embedded = { config: { endpoint_url: 'embedded' } };
const noting = new URL('lib/note-usage.js', import.meta.url);
const [given = '100000', ...others] = process.argv.slice(2);
const operations = Number(given);
const builds = [...others, fileURLToPath(new URL('..', import.meta.url))].map((build) => path.resolve(build));
const scratch = await mkdtemp(path.join(tmpdir(), 's3tester-memory-'));
try {
  await measure();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function measure() {
  const later = builds.slice(Math.min(1, builds.length - 1));
  await compare(`${operations} operations in one step`, await writeStep(operations), builds);
  await compare(`${operations * 10} operations in one step`, await writeStep(operations * 10), later);
  const groups = operations / turnsOfGroup;
  await compare(`${operations} operations in ${groups} groups`, await writeGroups(groups), builds);
}

/**
 * @param {string} title
 * @param {string} configuration
 * @param {readonly string[]} measured
 */
async function compare(title, configuration, measured) {
  process.stdout.write(`${title}\n`);
  /** @type {Usage | undefined} */
  let first;
  for (const build of measured) {
    const usage = await run(build, configuration);
    first ??= usage;
    process.stdout.write(
      `  ${build}: ${describe(usage)}; ${describe(ratio(usage, first), 2)} of the first\n`,
    );
  }
}

/**
 * @param {Usage} usage
 * @param {number} [digits]
 */
function describe({ megabytes, seconds, results }, digits = 0) {
  const units = digits === 0 ? [' MB', ' s of CPU', ' MB of results'] : ['', '', ''];
  return [megabytes, seconds, results].map((value, at) => `${value.toFixed(digits)}${units[at]}`).join(', ');
}

/**
 * @param {Usage} usage
 * @param {Usage} first
 * @returns {Usage}
 */
function ratio(usage, first) {
  return {
    megabytes: usage.megabytes / first.megabytes,
    seconds: usage.seconds / first.seconds,
    results: usage.results / first.results,
  };
}

/**
 * Runs a configuration with a build, and keeps neither its results nor what it says.
 * @param {string} build
 * @param {string} configuration
 * @returns {Promise<Usage>}
 */
async function run(build, configuration) {
  const results = path.join(scratch, 'results.json');
  const usage = path.join(scratch, 'usage.json');
  const program = path.join(build, 'bin', 's3tester.js');
  const words = ['run', configuration, '--concurrency', String(inFlight), '--format', 'json', '-o', results];
  const child = spawn(process.execPath, ['--import', noting.href, program, ...words], {
    env: { ...process.env, S3TESTER_BENCH_USAGE: usage },
    stdio: 'ignore',
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) {
    throw new Error(`${program} ${words.join(' ')} ended with ${code}`);
  }
  const { size } = await stat(results);
  return { ...JSON.parse(await readFile(usage, 'utf8')), results: size / 1e6 };
}

/** @param {number} turns */
async function writeStep(turns) {
  const file = path.join(scratch, `step-${turns}.yaml`);
  const step = {
    operation: 'PutObject',
    repeat: turns,
    parallel: inFlight,
    parameters: put('k', 'some bytes'),
  };
  await writeFile(
    file,
    JSON.stringify({ ...embedded, test_cases: { groups: [group('Many', [step], true)] } }),
  );
  return file;
}

/** @param {number} count */
async function writeGroups(count) {
  const folder = path.join(scratch, 'groups');
  await mkdir(folder);
  for (let from = 0; from < count; from += groupsOfFile) {
    const groups = Array.from({ length: Math.min(groupsOfFile, count - from) }, (_, index) => {
      const name = `group ${from + index}`;
      const parameters = put(`k-${from + index}`, `turn \${index} of ${name}`);
      const step = { operation: 'PutObject', repeat: turnsOfGroup, parallel: true, parameters };
      return group(name, [step], from + index === 0);
    });
    await writeFile(path.join(folder, `part-${from}.yaml`), JSON.stringify({ test_cases: { groups } }));
  }
  const file = path.join(folder, 'all.yaml');
  await writeFile(file, JSON.stringify({ ...embedded, include: ['./part-*.yaml'] }));
  return file;
}

/**
 * @param {string} key
 * @param {string} body
 */
function put(key, body) {
  return { bucket: 'many', key, body };
}

/**
 * @param {string} name
 * @param {readonly object[]} test
 * @param {boolean} makesBucket
 */
function group(name, test, makesBucket) {
  const bucket = { operation: 'CreateBucket', parameters: { bucket: 'many' } };
  return { name, ...(makesBucket ? { before_test: [bucket] } : {}), test };
}
