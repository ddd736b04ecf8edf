// Whether memory and handles stay flat: 1,000 users in a closed load of 1 KiB PUTs and GETs, bodies verified, on the embedded
// server in a process of its own. Samples both processes every few seconds, and writes them as CSV and as a small SVG graph.
// Usage: node bench/steady.js [MINUTES=30] [USERS=1000] [FOLDER=.]: writes steady.csv and steady.svg there.
// It fails where a response is wrong, or where the last quarter of the samples has a tenth more memory, or more handles,
// than the second.
import { fork } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawSamples } from './lib/draw-samples.js';
import { nextNumber, tellParent } from './lib/processes.js';

const sampleMs = 5000;

/**
 * What a process holds at one moment.
 * @typedef {{ rss: number, handles: number }} Held
 */

/**
 * One line of the CSV: memory in MiB, handles as the system counts them, and the load as it tells of itself.
 * @typedef {{ seconds: number, client: Held, server: Held, requests: number, wrong: number }} Sample
 */

if (process.argv[2] === 'server') {
  const { startServer } = await import('../dist/server/index.js');
  const { port } = await startServer({
    users: [{ name: 'main', accessKey: 'bench', secretKey: 'bench-secret' }],
  });
  tellParent(port);
} else {
  await measure(Number(process.argv[2] ?? 30), Number(process.argv[3] ?? 1000), process.argv[4] ?? '.');
}

/**
 * Runs the load in this process and samples until it ends.
 * @param {number} minutes
 * @param {number} users
 * @param {string} folder
 */
async function measure(minutes, users, folder) {
  // A folder that cannot be made is known at once, and not half an hour later.
  await mkdir(folder, { recursive: true });
  const server = fork(fileURLToPath(import.meta.url), ['server']);
  const port = await nextNumber(server);
  const place = await mkdtemp(path.join(tmpdir(), 'steady-'));
  /** @type {Sample[]} */
  const samples = [];
  const began = performance.now();
  let tally = { requests: 0, wrong: 0 };
  const sample = async () => {
    const [client, beside] = await Promise.all([held(process.pid), held(server.pid ?? 0)]);
    samples.push({ seconds: (performance.now() - began) / 1000, client, server: beside, ...tally });
  };
  const timer = setInterval(() => void sample(), sampleMs);
  try {
    const { runFiles } = await import('../dist/index.js');
    const file = path.join(place, 'steady.yaml');
    await writeFile(file, scenarioOf(minutes, users, port));
    const outcome = await runFiles([file], {
      environment: { ...process.env, S3TESTER_STATE_DIR: place },
      onEvent(event) {
        if (event.type === 'load-progress') {
          tally = { requests: event.requests, wrong: event.wrong };
        }
      },
    });
    clearInterval(timer);
    await sample();
    await writeFile(path.join(folder, 'steady.csv'), csvOf(samples));
    await writeFile(
      path.join(folder, 'steady.svg'),
      drawSamples(samples, `${users} in flight for ${minutes} min`),
    );
    report(outcome, samples);
  } finally {
    clearInterval(timer);
    server.kill();
    await rm(place, { recursive: true });
  }
}

/**
 * @param {number} minutes
 * @param {number} users
 * @param {number} port
 */
function scenarioOf(minutes, users, port) {
  return `
config:
  endpoint_url: http://127.0.0.1:${port}
  timeout: 120
  credentials: [ { name: main, access_key: bench, secret_key: bench-secret } ]
test_cases:
  concurrency: ${users}
  groups:
    - name: Steady
      test:
        - case: steady
          fixtures: { bucket: own }
          load: { duration: ${minutes * 60}s, users: ${users}, ramp: 5s, warm_up: 5s }
          steps:
            # Each user writes its own key, so that the server holds as many objects as there are users.
            - { operation: PutObject, parameters: { key: "k\${user}", body: { size: 1KiB, seed: "\${iteration}" } } }
            - operation: GetObject
              parameters: { key: "k\${user}" }
              expected_result: { body: { size: 1KiB, seed: "\${iteration}" } }
`;
}

/**
 * What a process holds, as Linux tells.
 * @param {number} pid
 * @returns {Promise<Held>}
 */
async function held(pid) {
  const [status, handles] = await Promise.all([
    readFile(`/proc/${pid}/status`, 'utf8'),
    readdir(`/proc/${pid}/fd`),
  ]);
  return { rss: Number(/VmRSS:\s*(\d+)/.exec(status)?.[1] ?? 0) / 1024, handles: handles.length };
}

/** @param {readonly Sample[]} samples */
function csvOf(samples) {
  const rows = samples.map(({ seconds, client, server, requests, wrong }) =>
    [seconds, client.rss, client.handles, server.rss, server.handles, requests, wrong]
      .map(Math.round)
      .join(','),
  );
  const head = 'seconds,client_rss_mib,client_handles,server_rss_mib,server_handles,requests,wrong';
  return `${[head, ...rows].join('\n')}\n`;
}

/**
 * Says what came of it, and whether it stayed flat.
 * @param {Awaited<ReturnType<typeof import('../dist/index.js').runFiles>>} outcome
 * @param {readonly Sample[]} samples
 */
function report(outcome, samples) {
  const load = outcome.results?.results.find((step) => step.load !== undefined)?.load;
  if (load === undefined) {
    throw new Error(`nothing was measured: ${JSON.stringify(outcome.diagnostics)}`);
  }
  const { passed, failed, error, latency, throughput } = load;
  const ms = (/** @type {number} */ seconds) => `${Math.round(seconds * 1000)} ms`;
  console.log(
    `${passed} passed, ${failed} failed, ${error} errors; ${Math.round(throughput)} a second, p50 ${ms(latency.p50)}, p99 ${ms(latency.p99)}, max ${ms(latency.max)}`,
  );
  const quarter = Math.max(1, Math.floor(samples.length / 4));
  const early = samples.slice(quarter, 2 * quarter);
  const late = samples.slice(-quarter - 1, -1);
  let isFlat = failed + error === 0;
  for (const who of /** @type {const} */ (['client', 'server'])) {
    for (const [what, most] of /** @type {const} */ ([
      ['rss', 1.1],
      ['handles', 1.02],
    ])) {
      const [before, after] = [early, late].map((part) => mean(part.map((one) => one[who][what])));
      const ratio = (after ?? 0) / (before ?? 1);
      isFlat &&= ratio <= most;
      console.log(
        `${who} ${what}: ${Math.round(before ?? 0)} in the second quarter, ${Math.round(after ?? 0)} in the last (${ratio.toFixed(2)}, at most ${most})`,
      );
    }
  }
  process.exitCode = isFlat ? 0 : 1;
}

/** @param {readonly number[]} numbers */
function mean(numbers) {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
}
