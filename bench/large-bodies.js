// Sends and reads one large generated body through the built library, and prints speed, hashes and peak memory.
// Usage: node bench/large-bodies.js [SIZE=1GiB] [direct|sdk]; it fails over 150 MB, or where the hashes differ.
import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const MemoryLimit = 150e6;
const s3 = await import(process.env.S3TESTER_BENCH_LIBRARY ?? '../dist/s3/index.js');

if (process.argv[2] === 'serve') {
  serve();
} else {
  await measure(process.argv[2] ?? '1GiB', process.argv[3] ?? 'direct');
}

/** In a process of its own, so that only the client's memory is measured. */
function serve() {
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const [, size, seed] = request.url.split('?')[0].split('/').slice(1);
      const body = await s3.createBody({ size, seed }, String);
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
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function measure(size, driver) {
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await new Promise((resolve) => server.once('message', resolve));
  const client = s3.createS3Client({ endpointUrl: `http://127.0.0.1:${port}`, region: 'us-east-1' });
  const call = {
    kind: 'operation',
    credential: { kind: 'keys', name: 'bench', accessKey: 'bench', secretKey: 'bench' },
    client: { driver, checksums: 'when_supported', retry: { maxAttempts: 1, mode: 'standard' } },
  };
  const within = { signal: new AbortController().signal, timeoutMs: 600_000 };
  const body = await s3.createBody({ size, seed: 7 }, String);

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

  const speed = (outcome) => Math.round(body.size / 1e6 / outcome.exchanges[0].duration);
  const sent = put.answer?.output.ETag?.replaceAll('"', '');
  const received = get.answer?.body.sha256;
  const peak = process.resourceUsage().maxRSS * 1024;
  const report = {
    size: body.size,
    driver,
    put_mb_per_second: speed(put),
    get_mb_per_second: speed(get),
    sha256: received,
    is_equal: sent === received,
    peak_rss_mb: Math.round(peak / 1e6),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  process.exitCode = report.is_equal && peak < MemoryLimit ? 0 : 1;
}
