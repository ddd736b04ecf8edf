import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { installPatiently } from '../../scripts/servers/lib/install-patiently.js';
import { installPythonPackages, pythonOf } from '../../scripts/servers/lib/install-python.js';
import { compareWithKnown, readReasons } from './known-differences.js';

// Runs the functional tests of a checkout of ceph/s3-tests against the embedded server:
// `node tests/clients/s3-tests.js FOLDER [PYTEST OPTION...]`. That suite expects of a few things what Ceph does and AWS does
// not: s3-tests-differences.yaml names them. Fails where another one fails, or one of these passes.

const daySeconds = 10;

/** What only Ceph has, or what AWS is known to answer otherwise. */
const leftOut = [
  'fails_on_aws',
  'bucket_logging',
  'bucket_logging_cleanup',
  'fails_without_logging_rollover',
  'cloud_transition',
  'cloud_restore',
  'target_by_bucket',
  'iam_user',
  'iam_account',
  'iam_role',
  'iam_cross_account',
  'iam_tenant',
  's3select',
  'sns',
  'test_of_sts',
];

const files = ['test_s3.py', 'test_headers.py'].map((name) => join('s3tests', 'functional', name));

const packages = ['boto3', 'munch', 'isodate', 'requests', 'pytz', 'httplib2', 'lxml', 'PyYAML'];
const runners = ['pytest', 'pytest-timeout', 'pytest-xdist'];

const [checkout, ...options] = process.argv.slice(2);
if (checkout === undefined) {
  process.stderr.write('usage: node tests/clients/s3-tests.js FOLDER [PYTEST OPTION...]\n');
  process.exit(2);
}
const installed = await installPatiently((cache) =>
  installPythonPackages(cache, { name: 's3-tests', version: '1', packages: [...packages, ...runners] }),
);
const { startServer } = await import('s3tester/server');
const server = await startServer({
  users: ['main', 'alt', 'tenant', 'iam', 'root', 'other-root'].map((name) => ({
    name,
    accessKey: `${name}-access-key`,
    secretKey: `${name}-secret-key`,
  })),
  signatureVersion2: true,
  // Whatever bucket it empties, that suite asks for the bypass of a lock, which AWS refuses where there is none; and it looks
  // for display names, which AWS gave until 2025, before it looks for anything else.
  faults: ['bypass-without-lock-accepted', 'owner-display-name'],
  lifecycleDay: daySeconds * 1000,
});
const folder = await mkdtemp(join(tmpdir(), 's3tester-s3-tests-'));
try {
  const configuration = join(folder, 's3tests.conf');
  await writeFile(configuration, describeServer());
  const marks = leftOut.map((mark) => `not ${mark}`).join(' and ');
  const args = [
    '-m',
    'pytest',
    '-n',
    '2',
    '--timeout',
    '300',
    '-q',
    '-rA',
    '--tb=no',
    '-m',
    marks,
    '-k',
    'not kms',
  ];
  const child = spawn(pythonOf(installed), [...args, ...files, ...options], {
    cwd: resolve(checkout),
    env: { ...process.env, S3TEST_CONF: configuration },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  report(await readOutcomes(child.stdout), await readReasons('s3-tests-differences.yaml'));
} finally {
  await server.close();
  await rm(folder, { recursive: true, force: true });
}

/**
 * Reads what came of each test from pytest's summary, and shows its progress meanwhile.
 * @param {import('node:stream').Readable} output
 */
async function readOutcomes(output) {
  /** @type {{ failed: string[], passed: string[] }} */
  const outcomes = { failed: [], passed: [] };
  for await (const line of createInterface({ input: output })) {
    const [, outcome, test] = /^(PASSED|FAILED|ERROR) s3tests\/functional\/(\S+)/.exec(line) ?? [];
    if (test === undefined) {
      process.stdout.write(`${line}\n`);
    } else {
      (outcome === 'PASSED' ? outcomes.passed : outcomes.failed).push(test);
    }
  }
  return outcomes;
}

/**
 * @param {{ failed: readonly string[], passed: readonly string[] }} outcomes
 * @param {ReadonlyMap<string, string>} reasons
 */
function report(outcomes, reasons) {
  const { unknown, stale } = compareWithKnown(outcomes, reasons);
  for (const test of unknown) {
    process.stdout.write(`${test} fails, and nobody said why\n`);
  }
  for (const test of stale) {
    process.stdout.write(`${test} passes now: take it out of s3-tests-differences.yaml\n`);
  }
  const { length: passed } = outcomes.passed;
  process.stdout.write(
    `${passed} of ${passed + outcomes.failed.length} tests pass; ` +
      `${outcomes.failed.length - unknown.length} fail for a known reason, ${unknown.length} for none.\n`,
  );
  process.exitCode = passed > 0 && unknown.length === 0 && stale.length === 0 ? 0 : 1;
}

/** The configuration of that suite: where the server is, and who its users are. */
function describeServer() {
  const sections = ['s3 main', 's3 alt', 's3 tenant', 'iam', 'iam root', 'iam alt root'];
  const users = sections.map((section, index) => {
    const user = server.users[index];
    const lines = [
      `[${section}]`,
      // What the fault calls everybody.
      'display_name = owner',
      `user_id = ${user?.canonicalId}`,
      `email = ${user?.name}@example.com`,
      `access_key = ${user?.accessKey}`,
      `secret_key = ${user?.secretKey}`,
    ];
    if (section === 's3 main') {
      lines.push(`lc_debug_interval = ${daySeconds}`, 'storage_classes = "STANDARD_IA, GLACIER"');
    }
    if (section === 's3 tenant') {
      lines.push('tenant =');
    }
    return lines.join('\n');
  });
  const target = `[DEFAULT]\nhost = localhost\nport = ${server.port}\nis_secure = False\nssl_verify = False`;
  return `${[target, '[fixtures]\nbucket prefix = s3tester-{random}-', ...users].join('\n\n')}\n`;
}
