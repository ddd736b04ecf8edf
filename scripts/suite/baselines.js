// The conformance suite on servers that nobody here wrote, each held against suite/baselines/SERVER.yaml.
// Cases with the tag security are counted in security-counts.json, and named nowhere.
// Usage: node scripts/suite/baselines.js check|update [--all | SERVER…] [--case GLOB]… [--results FOLDER]
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { stringify } from 'yaml';
import { isExact } from '../../dist/results/tally-tests.js';
import { eachServer } from '../servers/lib/each-server.js';
import { chooseServers, servers } from '../servers/lib/registry.js';
import { observeCommand } from '../servers/lib/run-command.js';
import { credentialOptions } from '../servers/lib/users.js';
import { leftOut } from './left-out.js';
import { readResultsFile } from './read-results-file.js';
import { partSecurity } from './security-cases.js';

/** @typedef {import('../servers/lib/types.js').ServerScript} ServerScript */
/** @typedef {import('../servers/lib/types.js').RunningServer} RunningServer */
/** @typedef {import('../servers/lib/types.js').Facts} Facts */

const program = fileURLToPath(new URL('../../bin/s3tester.js', import.meta.url));
const baselines = fileURLToPath(new URL('../../suite/baselines/', import.meta.url));

/** Seconds after which a run counts as one that does not end, and seconds for one operation or listing. */
const longestRun = 900;
const longestOperation = 20;

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
async function judgeServer({ name, version, facts }, running) {
  const results = join(folder, `${name}.json`);
  const run = await runSuite(name, facts, running, results);
  const left = await leftBehind(running);
  const faults = left.length === 0 ? [] : [`left behind: ${left.join(', ')}`];
  if (run !== null) {
    return [...faults, run];
  }
  const counted = await partSecurity(name, results, {
    count: task === 'update',
    whole: values.case.length === 0,
  });
  return [...faults, ...counted, ...(await holdAgainstBaseline(name, version, results))];
}

/**
 * Runs the suite; gives what kept it from ending in order, or null.
 * @param {string} name
 * @param {Facts} facts
 * @param {RunningServer} running
 * @param {string} results
 */
async function runSuite(name, facts, running, results) {
  const config = join(folder, `${name}.config.yaml`);
  await writeFile(config, stringify({ config: describeServer(facts, running) }));
  const credentials = credentialOptions(running.users);
  const target = ['--endpoint-url', running.endpoint, '--region', running.region, '--path-style'];
  const selection = selectCases(name);
  const cap = facts.concurrency === undefined ? [] : ['--concurrency', String(facts.concurrency)];
  const limits = ['--timeout', String(longestOperation), ...cap];
  const output = ['--format', 'json', '-o', results];
  const options = [...target, ...credentials, ...selection, ...limits, ...output];
  const args = [program, 'conformance', '-c', config, ...options];
  await rm(results, { force: true });
  const ran = await observeCommand(process.execPath, args, { timeout: longestRun });
  if (typeof ran.status === 'string') {
    return `did not end within ${longestRun} s (${ran.status})`;
  }
  if (!existsSync(results)) {
    return `ended with ${ran.status} without results\n${ran.output.slice(-2000)}`;
  }
  const { endpoint_lost, start_time, end_time, conformance, cases } = await readResultsFile(results);
  const seconds = (Date.parse(end_time) - Date.parse(start_time)) / 1000;
  /** @param {string} verdict */
  const count = (verdict) => cases.filter((one) => one.verdict === verdict).length;
  const verdicts = ['pass', 'fail', 'unsupported', 'blocked', 'error', 'skipped'];
  print(
    `${name}: ${verdicts.map((verdict) => `${count(verdict)} ${verdict}`).join(', ')}, ${cases.filter(isExact).length} exact in ${seconds.toFixed(1)} s, suite ${conformance?.suite_version}`,
  );
  return endpoint_lost === null ? null : `the server went away: ${endpoint_lost}`;
}

/**
 * Options that select what is asked for, else everything but the areas that the server is not asked about.
 * @param {string} name
 */
function selectCases(name) {
  if (values.case.length > 0) {
    return values.case.flatMap((glob) => ['--case', glob]);
  }
  const out = leftOut[name];
  if (out === undefined) {
    return [];
  }
  print(`${name}: without ${out.areas.join(', ')}: ${out.reason}`);
  return ['--case', `!{${out.areas.map((area) => `${area}/**`).join(',')},}`];
}

/**
 * What the suite may know of the server and its users besides the endpoint and the keys.
 * @param {Facts} facts
 * @param {RunningServer} running
 */
function describeServer({ websiteHost, sseCOverHttp }, { endpoint, users }) {
  const credentials = Object.entries(users).map(([name, user]) => ({
    name,
    access_key: user.accessKey,
    secret_key: user.secretKey,
    ...(user.canonicalId ? { canonical_id: user.canonicalId } : {}),
    ...(user.principal ? { arn: user.principal } : {}),
  }));
  const target = {
    ...(websiteHost ? { website_endpoint: endpoint, website_host: websiteHost } : {}),
    ...(sseCOverHttp ? { sse_c_over_http: true } : {}),
  };
  return { credentials, target };
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

/**
 * The buckets of the suite that are still there.
 * @param {RunningServer} running
 */
async function leftBehind({ endpoint, region, users }) {
  const { accessKey, secretKey } = users.main;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  const abortSignal = AbortSignal.timeout(longestOperation * 1000);
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}), { abortSignal });
  client.destroy();
  return Buckets.flatMap(({ Name = '' }) => (Name.includes('s3tester') ? [Name] : []));
}

/** @param {string} name */
function baselineOf(name) {
  return join(baselines, `${name}.yaml`);
}

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}
