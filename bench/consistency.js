// Operations a second, and microseconds of processor time an operation, of the same mix of requests: plain, with a history,
// and with a history and checkers, in turns, against the embedded server in a process of its own.
// Usage: node bench/consistency.js [SECONDS=10] [ROUNDS=3]
import { fork } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkBeside } from '../dist/consistency/check/check-beside.js';
import { makeHistory } from '../dist/consistency/run/make-history.js';
import { readAfterWrite } from '../dist/consistency/workloads/read-after-write.js';
import { pickSize } from '../dist/consistency/workloads/reads.js';
import { noJournal } from '../dist/runner/journal/journal.js';
import { bytesBody, createS3Client } from '../dist/s3/index.js';
import { startServer } from '../dist/server/index.js';
import { nextNumber, tellParent } from './lib/processes.js';

const clients = 16;
const keys = 8;
const credential = /** @type {const} */ ({
  kind: 'keys',
  name: 'main',
  accessKey: 's3tester',
  secretKey: 's3tester-secret',
});
const sources = { now: () => new Date(), random: Math.random };

if (process.argv[2] === 'serve') {
  const server = await startServer();
  tellParent(server.port);
} else {
  await compare(Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 3));
}

/** @param {number} seconds @param {number} rounds */
async function compare(seconds, rounds) {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const target = { endpointUrl: `http://127.0.0.1:${await nextNumber(server)}`, region: 'us-east-1' };
  await runPlain(target, 2000);
  for (let round = 0; round < rounds; round++) {
    const plain = await runPlain(target, seconds * 1000);
    const recorded = await runRecorded(target, seconds * 1000, false);
    const checked = await runRecorded(target, seconds * 1000, true);
    console.log(
      JSON.stringify({
        ...{ plain, recorded, checked },
        recorded_to_plain: ratio(recorded.perSecond, plain.perSecond),
        checked_to_plain: ratio(checked.perSecond, plain.perSecond),
      }),
    );
  }
  server.kill();
}

/** @param {number} one @param {number} other */
function ratio(one, other) {
  return Number((one / other).toFixed(2));
}

/**
 * The same mix as the workload, without anything written down or looked at.
 * @param {import('../dist/s3/index.js').Target} target
 * @param {number} durationMs
 */
async function runPlain(target, durationMs) {
  const client = createS3Client(target, sources);
  const call = {
    kind: /** @type {const} */ ('operation'),
    credential,
    client: /** @type {const} */ ({
      driver: 'direct',
      checksums: 'when_required',
      retry: { maxAttempts: 1, mode: 'standard' },
    }),
  };
  const within = { signal: new AbortController().signal, timeoutMs: 60_000 };
  const Bucket = `plain-${Date.now()}`;
  await client.send({ ...call, operation: 'CreateBucket', input: { Bucket } }, within);
  const usage = process.cpuUsage();
  const begun = performance.now();
  let operations = 0;
  const work = async () => {
    while (performance.now() - begun < durationMs) {
      const input = { Bucket, Key: `k${Math.floor(Math.random() * keys)}` };
      const draw = Math.random();
      const operation =
        draw < 0.44 ? 'GetObject' : draw < 0.55 ? 'HeadObject' : draw < 0.95 ? 'PutObject' : 'DeleteObject';
      const body =
        operation === 'PutObject' ? { body: bytesBody(Buffer.alloc(pickSize(Math.random), 'x')) } : {};
      await client.send({ ...call, operation, input, ...body }, within);
      operations++;
    }
  };
  await Promise.all(Array.from({ length: clients }, work));
  const measured = measure(operations, begun, usage);
  await client.close();
  return measured;
}

/**
 * @param {import('../dist/s3/index.js').Target} target
 * @param {number} durationMs
 * @param {boolean} isChecked
 */
async function runRecorded(target, durationMs, isChecked) {
  const file = join(tmpdir(), `s3tester-bench-${process.pid}.ndjson`);
  const check = isChecked ? checkBeside() : null;
  const usage = process.cpuUsage();
  const begun = performance.now();
  const { operations, seconds } = await makeHistory({
    targets: [target],
    credential,
    timeoutMs: 60_000,
    workloads: [readAfterWrite],
    model: 'strong',
    ...{ clients, keys, seed: 1, durationMs, maxOperations: Number.POSITIVE_INFINITY, rate: null },
    disturbances: { cut: 0, slow: 0 },
    nemeses: [],
    without: ['versioning'],
    path: file,
    journal: () => noJournal,
    version: 'bench',
    interrupt: new AbortController().signal,
    follower: {
      began: (header) => check?.begin(header),
      did: () => undefined,
      wrote: (text) => check?.add(text),
      ready: async () => check?.ready(),
      isEnough: () => false,
    },
  });
  const measured = measure(operations, begun, usage);
  await check?.close();
  await rm(file);
  return { ...measured, perSecond: Math.round(operations / seconds) };
}

/**
 * @param {number} operations
 * @param {number} begun
 * @param {NodeJS.CpuUsage} usage
 */
function measure(operations, begun, usage) {
  const { user, system } = process.cpuUsage(usage);
  return {
    operations,
    perSecond: Math.round((operations / (performance.now() - begun)) * 1000),
    cpu: Math.round((user + system) / operations),
  };
}
