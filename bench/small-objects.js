// Requests a second and CPU time a request for 1 KiB objects, 64 in flight, through the built library.
// Usage: node bench/small-objects.js [REQUESTS=20000] [direct|sdk]
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { driverNamed } from './lib/drivers.js';
import { nextNumber, portOf, tellParent } from './lib/processes.js';
import { createInstantServer } from './lib/respond-at-once.js';

/** @typedef {Omit<import('../dist/s3/index.js').OperationCall, 'input'>} Call */

const inFlight = 64;

if (process.argv[2] === 'serve') {
  serve();
} else {
  await measure(Number(process.argv[2] ?? 20_000), driverNamed(process.argv[3]));
}

/** Answers whatever is sent at once, so that the client alone is measured. */
function serve() {
  const server = createInstantServer(Buffer.alloc(1024, 'x'));
  server.listen(0, '127.0.0.1', () => tellParent(portOf(server)));
}

/** @param {number} requests @param {import('./lib/drivers.js').Driver} driver */
async function measure(requests, driver) {
  /** @type {typeof import('../dist/s3/index.js')} */
  const s3 = await import(process.env.S3TESTER_BENCH_LIBRARY ?? '../dist/s3/index.js');
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await nextNumber(server);
  const client = s3.createS3Client(
    { endpointUrl: `http://127.0.0.1:${port}`, region: 'us-east-1' },
    { now: () => new Date(), random: Math.random },
  );
  /** @type {Omit<Call, 'operation'>} */
  const call = {
    kind: 'operation',
    credential: { kind: 'keys', name: 'bench', accessKey: 'bench', secretKey: 'bench' },
    client: { driver, checksums: 'when_supported', retry: { maxAttempts: 1, mode: 'standard' } },
  };
  const within = { signal: new AbortController().signal, timeoutMs: 60_000 };
  const body = s3.bytesBody(Buffer.alloc(1024, 'y'));
  const put = { ...call, operation: 'PutObject', body };
  const get = { ...call, operation: 'GetObject' };
  /** @type {Record<string, string | number>} */
  const report = { requests, driver };
  for (const [name, one] of Object.entries({ put, get })) {
    await run(client, one, within, requests / 10);
    const cpu = process.cpuUsage();
    const begun = performance.now();
    await run(client, one, within, requests);
    const seconds = (performance.now() - begun) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    report[`${name}_per_second`] = Math.round(requests / seconds);
    report[`${name}_cpu_microseconds`] = Math.round((user + system) / requests);
  }
  await client.close();
  server.kill();
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/**
 * @param {import('../dist/s3/index.js').S3Client} client
 * @param {Call} call
 * @param {import('../dist/s3/index.js').SendOptions} within
 * @param {number} count
 */
async function run(client, call, within, count) {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const input = { Bucket: 'bucket', Key: `key-${next++}` };
      const { response } = await client.send({ ...call, input }, within);
      if (response?.status !== 200) {
        throw new Error('a request was not answered');
      }
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}
