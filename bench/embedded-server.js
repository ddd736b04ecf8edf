// Requests a second and CPU time a request of the embedded server, beside a server that answers at once, for signed PUTs
// and GETs of 1 KiB objects over 32 connections. All requests are signed before any is sent, so that the client costs little.
// Usage: node bench/embedded-server.js [REQUESTS=20000]; it fails where the server's CPU time allows less than 5,000 a second.
import { fork } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { nextNumber, portOf, tellParent } from './lib/processes.js';
import { createInstantServer, readMessages } from './lib/respond-at-once.js';

const connections = 32;
const wantedPerSecond = 5000;
const body = Buffer.alloc(1024, 'x');

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

const servers = new Map([
  ['embedded', startEmbedded],
  ['null', startNull],
]);
const asked = servers.get(process.argv[2] ?? '');
if (asked) {
  await asked();
} else {
  await measureAll(Number(process.argv[2] ?? 20_000));
}

async function startEmbedded() {
  const { startServer } = await import('../dist/server/index.js');
  const { port } = await startServer();
  tellPort(port);
}

async function startNull() {
  const server = createInstantServer(body).listen(0, '127.0.0.1');
  await once(server, 'listening');
  tellPort(portOf(server));
}

/**
 * Tells the parent where the server listens, and, whenever asked, the CPU time so far in microseconds.
 * @param {number} port
 */
function tellPort(port) {
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    tellParent(user + system);
  });
  tellParent(port);
}

/** @param {number} count */
async function measureAll(count) {
  const embedded = await measureServer('embedded', count);
  const instant = await measureServer('null', count);
  const ratioOf = (/** @type {'put' | 'get'} */ kind) =>
    round(embedded[kind].per_second / instant[kind].per_second, 2);
  const report = {
    requests: count,
    embedded,
    null: instant,
    put_ratio_to_null: ratioOf('put'),
    get_ratio_to_null: ratioOf('get'),
  };
  const slowest = Math.max(embedded.put.server_cpu_microseconds, embedded.get.server_cpu_microseconds);
  if (1e6 / slowest < wantedPerSecond) {
    process.exitCode = 1;
  }
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/** @param {string} name @param {number} count */
async function measureServer(name, count) {
  const server = fork(fileURLToPath(import.meta.url), [name]);
  const port = await nextNumber(server);
  await send(port, [sign('PUT', '/bench', port)]);
  await send(port, requestsOf('PUT', 'warm', count / 4, port));
  const put = await measure(server, port, requestsOf('PUT', 'key', count, port));
  await send(port, requestsOf('GET', 'warm', count / 4, port));
  const get = await measure(server, port, requestsOf('GET', 'key', count, port));
  server.kill();
  return { put, get };
}

/** @param {ChildProcess} server @param {number} port @param {readonly Buffer[]} requests */
async function measure(server, port, requests) {
  const cpu = await cpuOf(server);
  const begun = performance.now();
  await send(port, requests);
  const seconds = (performance.now() - begun) / 1000;
  const used = (await cpuOf(server)) - cpu;
  return {
    per_second: Math.round(requests.length / seconds),
    server_cpu_microseconds: round(used / requests.length, 1),
  };
}

/** @param {ChildProcess} server */
function cpuOf(server) {
  const cpu = nextNumber(server);
  server.send('cpu');
  return cpu;
}

/** @param {string} method @param {string} prefix @param {number} count @param {number} port */
function requestsOf(method, prefix, count, port) {
  return Array.from({ length: count }, (_, index) => sign(method, `/bench/${prefix}-${index}`, port));
}

/**
 * Sends all requests over some connections, each as soon as the one before it is answered.
 * @param {number} port
 * @param {readonly Buffer[]} requests
 */
async function send(port, requests) {
  let next = 0;
  /** @type {() => Promise<void>} */
  const worker = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      const sendNext = () => {
        const request = requests[next++];
        if (request === undefined) {
          socket.end(() => resolve());
        } else {
          socket.write(request);
        }
      };
      socket.on('connect', sendNext).on('error', reject);
      readMessages(socket, (start) => {
        if (start === 'HTTP/1.1 200 OK') {
          sendNext();
        } else {
          reject(new Error(`a request was answered ${start}`));
        }
      });
    });
  await Promise.all(Array.from({ length: Math.min(connections, requests.length) }, worker));
}

/** @param {string} method @param {string} path @param {number} port */
function sign(method, path, port) {
  const payload = method === 'PUT' && path !== '/bench' ? body : Buffer.alloc(0);
  const hash = createHash('sha256').update(payload).digest('hex');
  const time = new Date().toISOString().replace(/[-:]|\.\d{3}/g, '');
  const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`;
  const host = `127.0.0.1:${port}`;
  const names = 'host;x-amz-content-sha256;x-amz-date';
  const canonical = `${method}\n${path}\n\nhost:${host}\nx-amz-content-sha256:${hash}\nx-amz-date:${time}\n\n${names}\n${hash}`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  /** @param {string | Buffer} key @param {string} text */
  const hmac = (key, text) => createHmac('sha256', key).update(text).digest();
  const key = ['us-east-1', 's3', 'aws4_request'].reduce(hmac, hmac('AWS4s3tester-secret', time.slice(0, 8)));
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${digest}`).toString('hex');
  const head = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}`,
    `x-amz-date: ${time}`,
    `x-amz-content-sha256: ${hash}`,
    `Authorization: AWS4-HMAC-SHA256 Credential=s3tester/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    `Content-Length: ${payload.length}`,
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), payload]);
}

/** @param {number} value @param {number} digits */
function round(value, digits) {
  return Number(value.toFixed(digits));
}
