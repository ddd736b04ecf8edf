// CPU time a request of 1 KB objects through a whole `run`, judged and recorded, against the plain SDK, boto3 with threads
// and minio-go with goroutines, all in turn against a server in a process of its own that answers at once.
// Usage: node bench/whole-run.js [REQUESTS=20000] [ROUNDS=3] [IN_FLIGHT=64,256] [OTHERS=sdk,boto3,minio_go]
// boto3 needs Python, minio_go needs Go; what it installs goes to the cache folder of the test servers. S3TESTER_BENCH_PROGRAM names another
// build's bin/s3tester.js to be measured as well, as `before`.
import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installOnce } from '../scripts/servers/lib/install-once.js';
import { installPatiently } from '../scripts/servers/lib/install-patiently.js';
import { installPythonPackages, pythonOf } from '../scripts/servers/lib/install-python.js';
import { runCommand } from '../scripts/servers/lib/run-command.js';
import { cpuSeconds, measureInTurn } from './lib/cpu-time.js';
import { nextNumber, portOf, tellParent } from './lib/processes.js';
import { createInstantServer } from './lib/respond-at-once.js';

const boto3Version = '1.44.5';
const quiet = { env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' } };
const program = fileURLToPath(new URL('../bin/s3tester.js', import.meta.url));

if (process.argv[2] === 'serve') {
  const server = createInstantServer(Buffer.alloc(1024));
  server.listen(0, '127.0.0.1', () => tellParent(portOf(server)));
} else {
  const [requests = '20000', rounds = '3', inFlight = '64,256', others = 'sdk,boto3,minio_go'] =
    process.argv.slice(2);
  await measure(Number(requests), Number(rounds), inFlight.split(',').map(Number), others.split(','));
}

/** @param {number} requests @param {number} rounds @param {readonly number[]} loads @param {readonly string[]} others */
async function measure(requests, rounds, loads, others) {
  const python = others.includes('boto3') ? await installBoto3() : '';
  const goLoop = others.includes('minio_go') ? await buildGoLoop() : '';
  const folder = await mkdtemp(join(tmpdir(), 's3tester-whole-run-'));
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  try {
    const endpoint = `127.0.0.1:${await nextNumber(server)}`;
    const report = [];
    for (const inFlight of loads) {
      for (const what of /** @type {const} */ (['put', 'get'])) {
        const file = join(folder, `${what}-${inFlight}.yaml`);
        await writeFile(file, describeRun(endpoint, what, requests, inFlight));
        const words = [endpoint, what, String(requests), String(inFlight)];
        const results = join(folder, 'results.json');
        /** @param {string} build */
        const ours = (build) => () =>
          cpuSeconds([process.execPath, build, 'run', file, '--format', 'json', '-o', results]);
        const before = process.env.S3TESTER_BENCH_PROGRAM;
        /** @type {Record<string, () => Promise<number>>} */
        const programs = {
          s3tester: ours(program),
          ...(before === undefined ? {} : { before: ours(before) }),
          sdk: () => cpuSeconds([process.execPath, loop('plain-sdk.js'), ...words], quiet),
          boto3: () => cpuSeconds([python, loop('boto3_threads.py'), ...words]),
          minio_go: () => cpuSeconds([goLoop, ...words]),
        };
        for (const name of ['sdk', 'boto3', 'minio_go'].filter((one) => !others.includes(one))) {
          delete programs[name];
        }
        const seconds = await measureInTurn(programs, rounds);
        report.push({ what, in_flight: inFlight, ...figuresOf(seconds, requests) });
      }
    }
    process.stdout.write(`${JSON.stringify({ requests, rounds, loads: report }, null, 2)}\n`);
  } finally {
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {string} name */
function loop(name) {
  return fileURLToPath(new URL(`loops/${name}`, import.meta.url));
}

/** The Python that has boto3. */
async function installBoto3() {
  const folder = await installPatiently((cache) =>
    installPythonPackages(cache, {
      name: 'boto3',
      version: boto3Version,
      packages: [`boto3==${boto3Version}`],
    }),
  );
  return pythonOf(folder);
}

/** The Go program, built once for its go.sum. */
async function buildGoLoop() {
  const source = fileURLToPath(new URL('go-loop', import.meta.url));
  const folder = await installPatiently((cache) =>
    installOnce(join(cache, 'bench-go-loop-1'), async (target) => {
      await runCommand('go', ['build', '-o', join(target, 'go-loop'), '.'], { cwd: source });
    }),
  );
  return join(folder, 'go-loop');
}

/** @param {string} endpoint @param {'put' | 'get'} what @param {number} requests @param {number} inFlight */
function describeRun(endpoint, what, requests, inFlight) {
  const call =
    what === 'put'
      ? {
          operation: 'PutObject',
          parameters: { bucket: 'bucket', key: 'key-${index}', body: { zeros: 1024 } },
        }
      : {
          operation: 'GetObject',
          parameters: { bucket: 'bucket', key: 'key-${index}' },
          expected_result: { body: { zeros: 1024 } },
        };
  return JSON.stringify({
    config: {
      endpoint_url: `http://${endpoint}`,
      credentials: [{ name: 'main', access_key: 'bench', secret_key: 'bench-secret' }],
    },
    test_cases: {
      concurrency: inFlight,
      groups: [{ name: what, credential: 'main', test: [{ ...call, repeat: requests, parallel: inFlight }] }],
    },
  });
}

/** @param {Readonly<Record<string, number>>} seconds @param {number} requests */
function figuresOf(seconds, requests) {
  const { s3tester: own = Number.NaN } = seconds;
  const entries = Object.entries(seconds);
  return {
    cpu_microseconds: Object.fromEntries(
      entries.map(([name, time]) => [name, Math.round((time / requests) * 1e6)]),
    ),
    ratio_to: Object.fromEntries(
      entries.slice(1).map(([name, time]) => [name, Math.round((own / time) * 100) / 100]),
    ),
  };
}
