import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ListBucketsCommand, ListObjectVersionsCommand, S3Client } from '@aws-sdk/client-s3';
import { stringify } from 'yaml';
import { isExact } from '../../dist/results/tally-tests.js';
import { observeCommand } from '../servers/lib/run-command.js';
import { readResultsFile } from './read-results-file.js';

/** @typedef {import('../servers/lib/types.js').ServerScript} ServerScript */
/** @typedef {import('../servers/lib/types.js').RunningServer} RunningServer */

const program = fileURLToPath(new URL('../../bin/s3tester.js', import.meta.url));

/**
 * Seconds after which a run counts as one that does not end, for one case, and for one operation or listing.
 * @typedef {{ readonly run: number, readonly case: number, readonly operation: number }} Patience
 * @type {Patience}
 */
const usualPatience = { run: 900, case: 60, operation: 20 };

/**
 * Runs the suite on a server; gives what kept it from ending in order, or null, and then the results are in the file
 * `results`; and, by name, why it could not remove a bucket, in the words of its log.
 * @param {ServerScript} server
 * @param {RunningServer} running
 * @param {object} how
 * @param {string} how.folder for the configuration of the run
 * @param {string} how.results
 * @param {readonly string[]} how.selection options that select cases
 * @param {(line: string) => void} how.print
 * @param {Patience} [how.patience]
 * @returns {Promise<{ problem: string | null, kept: ReadonlyMap<string, string> }>}
 */
export async function runOnServer(
  { name, facts },
  running,
  { folder, results, selection, print, patience = usualPatience },
) {
  const target = await targetOf(name, facts, running, folder);
  const cap = facts.concurrency === undefined ? [] : ['--concurrency', String(facts.concurrency)];
  const limits = ['--timeout', `${patience.operation}`, '--case-timeout', `${patience.case}`, ...cap];
  const output = ['--format', 'json', '-o', results];
  const args = [program, 'conformance', ...target, ...selection, ...limits, ...output];
  await rm(results, { force: true });
  const ran = await observeCommand(process.execPath, args, { timeout: patience.run });
  const kept = keptBuckets(ran.output);
  if (typeof ran.status === 'string') {
    return { problem: `did not end within ${patience.run} s (${ran.status})`, kept };
  }
  if (!existsSync(results)) {
    return { problem: `ended with ${ran.status} without results\n${ran.output.slice(-2000)}`, kept };
  }
  const { endpoint_lost, start_time, end_time, conformance, cases } = await readResultsFile(results);
  const seconds = (Date.parse(end_time) - Date.parse(start_time)) / 1000;
  /** @param {string} verdict */
  const count = (verdict) => cases.filter((one) => one.verdict === verdict).length;
  const verdicts = ['pass', 'fail', 'unsupported', 'blocked', 'error', 'skipped'];
  print(
    `${name}: ${verdicts.map((verdict) => `${count(verdict)} ${verdict}`).join(', ')}, ${cases.filter(isExact).length} exact in ${seconds.toFixed(1)} s, suite ${conformance?.suite_version}`,
  );
  return { problem: endpoint_lost === null ? null : `the server went away: ${endpoint_lost}`, kept };
}

/**
 * The buckets that a run says it could not remove, and why.
 * @param {string} output what it printed
 * @returns {ReadonlyMap<string, string>}
 */
function keptBuckets(output) {
  const lines = output.matchAll(/ left behind; .*?bucket: (?<bucket>[^\s,]+).*?reason: (?<reason>.*)/g);
  return new Map([...lines].map(({ groups }) => [groups?.bucket ?? '', groups?.reason ?? '']));
}

/**
 * The options that lead a command to a server, whose keys stand in a file of the folder.
 * @param {string} name
 * @param {import('../servers/lib/types.js').Facts} facts
 * @param {RunningServer} running
 * @param {string} folder
 * @returns {Promise<readonly string[]>}
 */
export async function targetOf(name, facts, running, folder) {
  const config = join(folder, `${name}.config.yaml`);
  await writeFile(config, stringify({ config: describeServer(facts, running) }));
  const { endpoint, region } = running;
  return ['-c', config, '--endpoint-url', endpoint, '--region', region, '--path-style'];
}

/**
 * What the suite may know of the server and its users. The keys of a user may hold what would part them on a command line.
 * @param {import('../servers/lib/types.js').Facts} facts
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
 * The buckets of the suite that are still there, each with what a listing still shows in it, and why it was not removed,
 * where the run said so.
 * @param {RunningServer} running
 * @param {ReadonlyMap<string, string>} kept
 * @returns {Promise<readonly string[]>}
 */
export async function leftBehind({ endpoint, region, users }, kept) {
  const { accessKey, secretKey } = users.main;
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  const abortSignal = AbortSignal.timeout(usualPatience.operation * 1000);
  const lines = [];
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}), { abortSignal });
  for (const { Name: Bucket = '' } of Buckets.filter(({ Name = '' }) => Name.includes('s3tester'))) {
    const holds = await client.send(new ListObjectVersionsCommand({ Bucket }), { abortSignal }).then(
      ({ Versions = [], DeleteMarkers = [] }) => `lists ${Versions.length + DeleteMarkers.length} versions`,
      () => 'cannot be listed',
    );
    lines.push(`${Bucket} (${holds}): ${kept.get(Bucket) ?? 'the run did not say so'}`);
  }
  client.destroy();
  return lines;
}
