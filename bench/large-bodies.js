// Sends and reads one large generated body through the built library, and prints speed, hashes and peak memory.
// Usage: node bench/large-bodies.js [SIZE=1GiB] [direct|sdk]; it fails over 150 MB, or where the hashes differ.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bodyForm } from '../dist/lib/body-form.js';
import { driverNamed } from './lib/drivers.js';
import { nextNumber, portOf, tellParent } from './lib/processes.js';

const memoryLimit = 150e6;
/** @type {typeof import('../dist/s3/index.js')} */
const s3 = await import(process.env.S3TESTER_BENCH_LIBRARY ?? '../dist/s3/index.js');

if (process.argv[2] === 'serve') {
  serve();
} else {
  await measure(process.argv[2] ?? '1GiB', driverNamed(process.argv[3]));
}

/** In a process of its own, so that only the client's memory is measured. */
function serve() {
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const [, , size, seed] = new URL(request.url ?? '/', 'http://localhost').pathname.split('/');
      const body = await s3.createBody(bodyForm.read({ size, seed }, {}), String);
      response.writeHead(200, { 'Content-Length': body.size });
      for await (const chunk of body.open()) {
        if (!response.write(chunk)) {
          await new Promise((resolve) => response.once('drain', resolve));
        }
      }
      response.end();
      return;
    }
    const hash = createHash('sha256');
    const isFramed = request.headers['content-encoding'] === 'aws-chunked';
    let left = 0;
    let line = '';
    request.on('data', (chunk) => {
      if (!isFramed) {
        hash.update(chunk);
        return;
      }
      for (let at = 0; at < chunk.length; ) {
        if (left > 0) {
          const part = chunk.subarray(at, at + left);
          hash.update(part);
          left -= part.length;
          at += part.length;
          continue;
        }
        line += String.fromCharCode(chunk[at++]);
        if (line.endsWith('\n')) {
          left = /^[0-9a-f]+\r\n$/.test(line) ? Number.parseInt(line, 16) : 0;
          line = '';
        }
      }
    });
    request.on('end', () => response.writeHead(200, { ETag: `"${hash.digest('hex')}"` }).end());
  });
  server.listen(0, '127.0.0.1', () => tellParent(portOf(server)));
}

/** @param {string} size @param {import('./lib/drivers.js').Driver} driver */
async function measure(size, driver) {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await nextNumber(server);
  const client = s3.createS3Client(
    { endpointUrl: `http://127.0.0.1:${port}`, region: 'us-east-1' },
    { now: () => new Date(), random: Math.random },
  );
  /** @type {Omit<import('../dist/s3/index.js').OperationCall, 'operation' | 'input'>} */
  const call = {
    kind: 'operation',
    credential: { kind: 'keys', name: 'bench', accessKey: 'bench', secretKey: 'bench' },
    client: { driver, checksums: 'when_supported', retry: { maxAttempts: 1, mode: 'standard' } },
  };
  const within = { signal: new AbortController().signal, timeoutMs: 600_000 };
  const body = await s3.createBody(bodyForm.read({ size, seed: 7 }, {}), String);

  const put = await client.send(
    { ...call, operation: 'PutObject', input: { Bucket: 'bucket', Key: 'large' }, body },
    within,
  );
  const get = await client.send(
    { ...call, operation: 'GetObject', input: { Bucket: 'bucket', Key: `${size}/7` } },
    within,
  );
  await client.close();
  server.kill();

  const sent = String(put.response?.output.ETag).replaceAll('"', '');
  const received = get.response?.body.sha256;
  const peak = process.resourceUsage().maxRSS * 1024;
  const report = {
    size: body.size,
    driver,
    put_mb_per_second: speedOf(put, body.size),
    get_mb_per_second: speedOf(get, body.size),
    sha256: received,
    is_equal: sent === received,
    peak_rss_mb: Math.round(peak / 1e6),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.is_equal && peak < memoryLimit ? 0 : 1;
}

/**
 * Megabytes a second of a call that was answered.
 * @param {import('../dist/s3/index.js').Outcome} outcome
 * @param {number | undefined} size of its body, in bytes
 */
function speedOf({ response, failure, exchanges: [exchange] }, size) {
  if (!response?.success || exchange === undefined || size === undefined) {
    throw new Error(`the body did not go through: ${failure?.message ?? `status ${response?.status}`}`);
  }
  return Math.round(size / 1e6 / exchange.seconds);
}
