// CPU time of a whole conformance run on MinIO, of the client and of the server, build by build in turn, each with its own
// suite; a request is counted as often as it was recorded.
// Usage: node bench/suite-cpu.js [ROUNDS=3] [BUILD...]
// Each BUILD is a folder with bin/s3tester.js; this build is the last. Linux only.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPatiently } from '../scripts/servers/lib/install-patiently.js';
import { credentialOptions, defaultUsers } from '../scripts/servers/lib/users.js';
import { minio } from '../scripts/servers/minio.js';
import { readResultsFile } from '../scripts/suite/read-results-file.js';
import { cpuSeconds, median } from './lib/cpu-time.js';
import { usedCpuSeconds } from './lib/server-cpu.js';

/** @typedef {{ client: number, server: number, cases: number, requests: number }} Run */

// What does not pass on a server is what the suite is there to find.
const anyVerdict = { allowed: [0, 1] };
const [given = '3', ...others] = process.argv.slice(2);
const builds = [...others, fileURLToPath(new URL('..', import.meta.url))].map((build) => path.resolve(build));
const scratch = await mkdtemp(path.join(tmpdir(), 's3tester-suite-cpu-'));
const server = await minio.start({
  port: 0,
  users: defaultUsers,
  installed: await installPatiently(minio.install),
});
try {
  /** @type {Map<string, Run[]>} */
  const runs = new Map(builds.map((build) => [build, []]));
  for (let round = 0; round < Number(given); round++) {
    for (const build of builds) {
      runs.get(build)?.push(await runSuite(build));
    }
  }
  const report = [...runs].map(([build, all]) => ({ build, ...figuresOf(all) }));
  process.stdout.write(`${JSON.stringify({ rounds: Number(given), builds: report }, null, 2)}\n`);
} finally {
  await server.stop();
  await rm(scratch, { recursive: true, force: true });
}

/**
 * @param {string} build
 * @returns {Promise<Run>}
 */
async function runSuite(build) {
  const file = path.join(scratch, 'results.json');
  const target = ['--endpoint-url', server.endpoint, '--path-style', ...credentialOptions(server.users)];
  const words = ['conformance', ...target, '--format', 'json', '-o', file];
  const before = await usedCpuSeconds(server.pids);
  const program = path.join(build, 'bin', 's3tester.js');
  const client = await cpuSeconds([process.execPath, program, ...words], anyVerdict);
  const used = (await usedCpuSeconds(server.pids)) - before;
  const { cases, results } = await readResultsFile(file);
  return {
    client,
    server: used,
    cases: cases.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'blocked').length,
    requests: results.reduce((sum, { http }) => sum + http.length, 0),
  };
}

/** @param {readonly Run[]} runs */
function figuresOf(runs) {
  const client = median(runs.map((run) => run.client));
  const both = median(runs.map((run) => run.client + run.server));
  const { cases = 0, requests = 0 } = runs.at(-1) ?? {};
  return {
    cases,
    requests,
    client_seconds: client,
    client_microseconds_a_request: Math.round((client / requests) * 1e6),
    cases_per_cpu_second_of_both: Math.round((cases / both) * 10) / 10,
  };
}
