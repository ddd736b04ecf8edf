// CPU time of --version against that of Node alone, and of a run of one file until its first request arrives.
// Usage: node bench/start-up.js [ROUNDS=9]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuSeconds, measureInTurn } from './lib/cpu-time.js';
import { portOf } from './lib/processes.js';

const program =
  process.env.S3TESTER_BENCH_PROGRAM ?? fileURLToPath(new URL('../bin/s3tester.js', import.meta.url));
const rounds = Number(process.argv[2] ?? 9);

const folder = await mkdtemp(join(tmpdir(), 's3tester-start-up-'));
try {
  const empty = join(folder, 'empty.mjs');
  await writeFile(empty, '');
  const seconds = await measureInTurn(
    {
      node: () => cpuSeconds([process.execPath, empty]),
      version: () => cpuSeconds([process.execPath, program, '--version']),
      first_request: () => untilFirstRequest(folder),
    },
    rounds,
  );
  const report = { ...seconds, version_to_node: Math.round((seconds.version / seconds.node) * 100) / 100 };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/**
 * Runs a small file against a server that looks, when the first request comes, at what its sender has used.
 * @param {string} folder
 */
async function untilFirstRequest(folder) {
  /** @type {(seconds: number) => void} */
  let tell = () => undefined;
  const told = new Promise((/** @type {(seconds: number) => void} */ resolve) => {
    tell = resolve;
  });
  const server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .on('data', async (chunk) => {
        // Before its first step a run only asks whether anybody listens.
        if (chunk.toString('latin1').startsWith('PUT ')) {
          tell(await usedBy(child.pid ?? 0));
        }
        socket.write('HTTP/1.1 200 OK\r\nETag: "e"\r\nContent-Length: 0\r\n\r\n');
      });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const file = join(folder, 'small.yaml');
  await writeFile(file, describeRun(portOf(server)));
  const child = spawn(process.execPath, [program, 'run', file], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const seconds = await Promise.race([
    told,
    ended.then(() => {
      throw new Error('the run ended without a request');
    }),
  ]);
  await ended;
  server.close();
  return seconds;
}

/** The CPU time of all threads of a process, as Linux tells it. @param {number} pid */
async function usedBy(pid) {
  const threads = await readdir(`/proc/${pid}/task`);
  const times = await Promise.all(
    threads.map((thread) => readFile(`/proc/${pid}/task/${thread}/schedstat`, 'utf8')),
  );
  return times.reduce((sum, text) => sum + Number(text.split(' ')[0]), 0) / 1e9;
}

/** @param {number} port */
function describeRun(port) {
  return `config:
  endpoint_url: http://127.0.0.1:${port}
  credentials:
    - { name: main, access_key: bench, secret_key: bench-secret }
test_cases:
  groups:
    - name: Small
      credential: main
      test:
        - { operation: PutObject, parameters: { bucket: bucket, key: a, body: x } }
        - { operation: DeleteObject, parameters: { bucket: bucket, key: a } }
`;
}
