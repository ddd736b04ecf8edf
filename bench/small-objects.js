// Requests a second and CPU time a request for 1 KiB objects, 64 in flight, through the built library.
// Usage: node bench/small-objects.js [REQUESTS=20000] [direct|sdk]
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const InFlight = 64;

if (process.argv[2] === 'serve') {
  serve();
} else {
  await measure(Number(process.argv[2] ?? 20_000), process.argv[3] ?? 'direct');
}

/** Answers whatever comes at once, so that the client alone is measured. */
function serve() {
  const object = Buffer.alloc(1024, 'x');
  const head = (length) =>
    `HTTP/1.1 200 OK\r\nETag: "e"\r\nx-amz-request-id: 1\r\nContent-Length: ${length}\r\n\r\n`;
  const answers = {
    G: Buffer.concat([Buffer.from(head(object.length)), object]),
    P: Buffer.from(head(0)),
  };
  const server = createServer((socket) => {
    let pending = '';
    socket.setNoDelay(true).on('error', () => undefined);
    socket.on('data', (chunk) => {
      pending += chunk.toString('latin1');
      for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(pending.slice(0, end))?.[1] ?? 0);
        if (pending.length < end + 4 + length) {
          return;
        }
        socket.write(answers[pending[0]]);
        pending = pending.slice(end + 4 + length);
      }
    });
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function measure(requests, driver) {
  const s3 = await import(process.env.S3TESTER_BENCH_LIBRARY ?? '../dist/s3/index.js');
  const server = fork(fileURLToPath(import.meta.url), ['serve']);
  const port = await new Promise((resolve) => server.once('message', resolve));
  const client = s3.createS3Client({ endpointUrl: `http://127.0.0.1:${port}`, region: 'us-east-1' });
  const call = {
    kind: 'operation',
    credential: { kind: 'keys', name: 'bench', accessKey: 'bench', secretKey: 'bench' },
    client: { driver, checksums: 'when_supported', retry: { maxAttempts: 1, mode: 'standard' } },
  };
  const within = { signal: new AbortController().signal, timeoutMs: 60_000 };
  const body = s3.bytesBody(Buffer.alloc(1024, 'y'));
  const put = { ...call, operation: 'PutObject', body };
  const get = { ...call, operation: 'GetObject' };
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

async function run(client, call, within, count) {
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const input = { Bucket: 'bucket', Key: `key-${next++}` };
      const { answer } = await client.send({ ...call, input }, within);
      if (answer?.status !== 200) {
        throw new Error('a request was not answered');
      }
    }
  };
  await Promise.all(Array.from({ length: InFlight }, worker));
}
