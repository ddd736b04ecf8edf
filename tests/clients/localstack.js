import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPatiently } from '../../scripts/servers/lib/install-patiently.js';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { compareWithKnown, readReasons } from './known-differences.js';

// Replays LocalStack's tests of S3, which were recorded on AWS, on the embedded server, and holds every field of every
// response against the recording: `node tests/clients/localstack.js FOLDER [PYTEST OPTION...]`. FOLDER is a checkout of
// localstack/localstack. PYTHON names an interpreter of 3.12 or newer, python3 by default. Fails where fewer than 95 % of
// the tests that need nothing but S3 agree, or where one differs without a reason in localstack-differences.yaml.

const leastShare = 0.95;
const region = 'us-east-1';
const domain = 'localhost.localstack.cloud';
const users = [
  { name: 'main', accessKey: 'test', secretKey: 'test', accountId: '000000000000' },
  { name: 'alt', accessKey: '000000000002', secretKey: 'test2', accountId: '000000000002' },
];
const runners = ['pytest', 'pytest-timeout', 'pytest-httpserver', 'pytest-rerunfailures'];
const packages = [...runners, 'localstack-snapshot', 'moto-ext[s3,server]', 'jinja2'];

/**
 * @typedef {object} Entry what came of one phase of a test
 * @property {string} test
 * @property {'passed' | 'failed' | 'skipped'} outcome
 * @property {readonly string[]} marks
 * @property {readonly string[]} services
 * @property {readonly string[]} differences
 * @property {readonly string[]} errors
 */

const [checkout, ...options] = process.argv.slice(2);
if (checkout === undefined) {
  process.stderr.write('usage: node tests/clients/localstack.js FOLDER [PYTEST OPTION...]\n');
  process.exit(2);
}
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = await mkdtemp(join(tmpdir(), 's3tester-localstack-'));
try {
  report(await replay(resolve(checkout)), await readReasons('localstack-differences.yaml'));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * Runs the tests, one after the other: some look at all buckets of the account.
 * @param {string} source
 * @returns {Promise<readonly Entry[]>}
 */
async function replay(source) {
  const pinned = await readFile(join(source, 'requirements-base-runtime.txt'), 'utf8');
  const all = [...pinned.split('\n').filter((line) => /^[\w.[\]-]+==/.test(line)), ...packages];
  const python = process.env.PYTHON ?? 'python3';
  const installed = await installPatiently((cache) =>
    installPythonPackages(cache, { name: 'localstack-tests', version: '1', packages: all, python }),
  );
  const { startServer } = await import('s3tester/server');
  const server = await startServer({ users, domains: [domain], awsDefaults: true, signatureVersion2: true });
  const file = join(folder, 'report.jsonl');
  const tests = options.some((option) => !option.startsWith('-')) ? [] : ['tests/aws/services/s3'];
  const args = ['-m', 'pytest', '-q', '-p', 'localstack_plugin', '-p', 'no:cacheprovider', '--timeout', '60'];
  const child = spawn(
    pythonOf(installed),
    [...args, '--tb=short', '--show-capture=no', ...tests, ...options],
    {
      cwd: source,
      env: {
        ...process.env,
        PYTHONPATH: [join(source, 'localstack-core'), here].join(delimiter),
        REPLAY_PORT: String(server.port),
        REPLAY_REPORT: file,
        SERVICES: 's3',
        TEST_SKIP_LOCALSTACK_START: '1',
        AWS_DEFAULT_REGION: region,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await once(child, 'close');
  await server.close();
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/**
 * @param {readonly Entry[]} entries
 * @param {ReadonlyMap<string, string>} reasons
 */
function report(entries, reasons) {
  const counted = entries.filter(({ marks }) => !marks.includes('aws_only_localstack'));
  const ours = counted.filter(({ services, outcome }) => services.length === 0 && outcome !== 'skipped');
  const differing = ours.filter(({ outcome }) => outcome === 'failed');
  const agreed = ours.filter(({ outcome }) => outcome === 'passed');
  const outcomes = { failed: differing.map(({ test }) => test), passed: agreed.map(({ test }) => test) };
  const { unknown, stale } = compareWithKnown(outcomes, reasons);
  for (const { test, differences, errors } of differing.filter(({ test }) => unknown.includes(test))) {
    const lines = differences.length > 0 ? differences : errors.slice(0, 3);
    process.stdout.write(`${test}\n${lines.map((line) => `    ${line}\n`).join('')}`);
  }
  for (const test of stale) {
    process.stdout.write(`${test} agrees now: take it out of localstack-differences.yaml\n`);
  }
  const agreeing = ours.length - differing.length;
  const share = agreeing / ours.length;
  process.stdout.write(
    `${agreeing} of ${ours.length} tests agree in every recorded field (${(share * 100).toFixed(1)} %); ` +
      `${differing.length - unknown.length} differ for a known reason, ${unknown.length} for none. ` +
      `Left out: ${entries.length - counted.length} that speak of LocalStack alone, ` +
      `${counted.length - ours.length} that need another service or were skipped.\n`,
  );
  process.exitCode = share >= leastShare && unknown.length === 0 && stale.length === 0 ? 0 : 1;
}
