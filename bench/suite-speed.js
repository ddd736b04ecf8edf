// Cases per second of the conformance suite, and of the quick tests of ceph/s3-tests with pytest-xdist, on one MinIO.
// Usage: node bench/suite-speed.js S3_TESTS_FOLDER [PYTHON=python3]
// PYTHON has what requirements.txt of that folder names, pytest-xdist and pytest-timeout. A first run of each finds
// which tests and cases are quick (under 4 s each, beside the others of their run, whatever comes of them); it takes
// some minutes. A second run has these alone, without the cases that have to wait for a time to pass (tagged `waits`).
// Fails below ten times as many. Where both have to share few cores, what they do in a second of CPU time, their own and
// the server's, says more, and so does that of the client alone: both are told as well. Linux only.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseId } from '../dist/conformance/suite-case.js';
import { installPatiently } from '../scripts/servers/lib/install-patiently.js';
import { runCommand } from '../scripts/servers/lib/run-command.js';
import { credentialOptions, defaultUsers } from '../scripts/servers/lib/users.js';
import { minio } from '../scripts/servers/minio.js';
import { readResultsFile } from '../scripts/suite/read-results-file.js';
import { cpuSeconds } from './lib/cpu-time.js';
import { usedCpuSeconds } from './lib/server-cpu.js';

/** @typedef {import('../scripts/servers/lib/types.js').RunningServer} RunningServer */
/** @typedef {import('../scripts/servers/lib/types.js').User} User */
/**
 * What a run had, how long it took, and what CPU time of the client, and of client and server together.
 * @template T
 * @typedef {{ tests: readonly T[], seconds: number, clientSeconds: number, cpuSeconds: number }} Run
 */

const quickSeconds = 4;
const wantedRatio = 10;
const workers = 2;
/** Seconds for one of their tests in the first run, and for each run as a whole. */
const longestTest = 20;
const longestRun = 3600;
const testFiles = ['test_s3', 'test_headers'].map((name) => `s3tests/functional/${name}.py`);
const program = fileURLToPath(new URL('../bin/s3tester.js', import.meta.url));

const [folder, python = 'python3'] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: node bench/suite-speed.js S3_TESTS_FOLDER [PYTHON=python3]\n');
  process.exit(2);
}
const s3Tests = resolve(folder);
const scratch = await mkdtemp(join(tmpdir(), 's3tester-suite-speed-'));
const server = await minio.start({
  port: 0,
  users: defaultUsers,
  installed: await installPatiently(minio.install),
});
try {
  await measure(server);
} finally {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}

/** @param {RunningServer} server */
async function measure({ endpoint, users }) {
  const configuration = join(scratch, 's3tests.conf');
  await writeFile(configuration, describeServer(new URL(endpoint), users));
  const first = await runTheirs(configuration, [...testFiles, '--timeout', String(longestTest)]);
  const quick = first.tests.filter(({ seconds }) => seconds < quickSeconds).map(({ id }) => id);
  const list = join(scratch, 'quick.txt');
  await writeFile(list, quick.join('\n'));
  const whole = await runOurs(endpoint, users);
  const waiting = await listWaiting();
  const chosen = whole.tests.filter(
    ({ id, duration }) => duration < quickSeconds && !waiting.has(baseId(id)),
  );
  const selection = chosen.flatMap(({ id }) => ['--case', id]);
  const theirs = await runTheirs(configuration, [`@${list}`]);
  const ours = await runOurs(endpoint, users, selection);
  const ratio = rateOf(ours) / rateOf(theirs);
  const report = {
    s3_tests: { ...figuresOf(theirs), of: first.tests.length, workers },
    s3tester: { ...figuresOf(ours), of: whole.tests.length, all_in_seconds: round(whole.seconds) },
    ratio: round(ratio),
    ratio_by_cpu: round(cpuRateOf(ours) / cpuRateOf(theirs)),
    ratio_by_client_cpu: round(clientRateOf(ours) / clientRateOf(theirs)),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = ratio >= wantedRatio ? 0 : 1;
}

/**
 * Runs tests of theirs; those that were skipped do not count.
 * @param {string} configuration
 * @param {readonly string[]} words
 * @returns {Promise<Run<{ id: string, seconds: number }>>}
 */
async function runTheirs(configuration, words) {
  const results = join(scratch, 'results.xml');
  await rm(results, { force: true });
  const options = ['-n', String(workers), '-q', '-p', 'no:cacheprovider', `--junit-xml=${results}`];
  const taken = await take([python, '-m', 'pytest', ...options, ...words], {
    cwd: s3Tests,
    env: { ...process.env, S3TEST_CONF: configuration },
  });
  const text = await readFile(results, 'utf8');
  const cases = text.split('<testcase ').slice(1);
  const tests = cases.flatMap((one) => {
    const [, module, name, time] = /^classname="([^"]+)" name="([^"]+)" time="([^"]+)"/.exec(one) ?? [];
    if (module === undefined || one.includes('<skipped ')) {
      return [];
    }
    return [{ id: `${module.replaceAll('.', '/')}.py::${name}`, seconds: Number(time) }];
  });
  return { tests, ...taken };
}

/**
 * Runs a program, whatever comes of its tests, and says what that took.
 * @param {readonly string[]} words
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
async function take(words, options) {
  const before = await usedCpuSeconds(server.pids);
  const begun = performance.now();
  const client = await cpuSeconds(words, { ...options, timeout: longestRun, allowed: [0, 1] });
  const seconds = (performance.now() - begun) / 1000;
  const used = (await usedCpuSeconds(server.pids)) - before;
  return { seconds, clientSeconds: client, cpuSeconds: client + used };
}

/**
 * Runs the suite, or cases of it; those that were skipped or blocked do not count.
 * @param {string} endpoint
 * @param {RunningServer['users']} users
 * @param {readonly string[]} [selection]
 * @returns {Promise<Run<import('../dist/results/types.js').CaseResult>>}
 */
async function runOurs(endpoint, users, selection = []) {
  const results = join(scratch, 'results.json');
  const target = ['--endpoint-url', endpoint, '--path-style', ...credentialOptions(users)];
  const output = ['--format', 'json', '-o', results];
  const taken = await take([process.execPath, program, 'conformance', ...target, ...output, ...selection]);
  const { cases } = await readResultsFile(results);
  return { tests: cases.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'blocked'), ...taken };
}

async function listWaiting() {
  const list = join(scratch, 'cases.json');
  await runCommand(process.execPath, [program, 'list', 'cases', '--format', 'json', '-o', list], {
    timeout: longestRun,
  });
  /** @type {{ id: string, tags: string[] }[]} */
  const cases = JSON.parse(await readFile(list, 'utf8'));
  return new Set(cases.filter(({ tags }) => tags.includes('waits')).map(({ id }) => id));
}

/** @param {URL} endpoint @param {RunningServer['users']} users */
function describeServer({ hostname, port }, { main, alt }) {
  if (alt === undefined) {
    throw new Error('the tests want two users, and the server has one');
  }
  /** @param {User} user */
  const keysOf = ({ accessKey, secretKey }) => `access_key = ${accessKey}\nsecret_key = ${secretKey}\n`;
  /** @param {string} name @param {User} user */
  const section = (name, user, facts = '') =>
    `[${name}]\ndisplay_name = ${name}\nuser_id = ${name}\nemail = s3@example.com\n${keysOf(user)}${facts}\n`;
  return [
    `[DEFAULT]\nhost = ${hostname}\nport = ${port}\nis_secure = False\nssl_verify = False\n`,
    '[fixtures]\nbucket prefix = s3tests-{random}-\n',
    section('s3 main', main, 'api_name =\n'),
    section('s3 alt', alt),
    section('s3 tenant', alt, 'tenant =\n'),
    ...['iam', 'iam root', 'iam alt root'].map((name) => section(name, main)),
  ].join('\n');
}

/** @param {Run<unknown>} run */
function rateOf({ tests, seconds }) {
  return tests.length / seconds;
}

/** @param {Run<unknown>} run */
function cpuRateOf({ tests, cpuSeconds: used }) {
  return tests.length / used;
}

/** @param {Run<unknown>} run */
function clientRateOf({ tests, clientSeconds: used }) {
  return tests.length / used;
}

/** @param {Run<unknown>} run */
function figuresOf(run) {
  return {
    cases: run.tests.length,
    seconds: round(run.seconds),
    cases_per_second: round(rateOf(run)),
    cases_per_cpu_second: round(cpuRateOf(run)),
    cases_per_client_cpu_second: round(clientRateOf(run)),
  };
}

/** @param {number} number */
function round(number) {
  return Math.round(number * 100) / 100;
}
