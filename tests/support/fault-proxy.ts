import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterFile } from './after-file.js';

/** What a proxy does to the connection of a request, by a word in its request line. */
type Fault = (client: Socket, count: number) => void | Promise<void>;

const head = (lines: string) => `HTTP/1.1 200 OK\r\nETag: "x"\r\n${lines}\r\n\r\n`;
const busy =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';

const faults: Readonly<Record<string, Fault>> = {
  reset: (client) => void client.resetAndDestroy(),
  'half-open': () => {},
  'half-body': (client) => void client.write(`${head('Content-Length: 10')}Hello`),
  slow: async (client) => {
    client.write(head('Content-Length: 10'));
    for (const letter of 'Hello, S3!') {
      await sleep(5);
      client.write(letter);
    }
  },
  truncated: (client) => void client.end(`${head('Content-Length: 10')}Hello`),
  'truncated-chunks': (client) => void client.end(`${head('Transfer-Encoding: chunked')}a\r\nHello`),
  'length-too-short': (client) => void client.write(`${head('Content-Length: 5')}Hello, S3!`),
  'length-nonsense': (client) => void client.write(`${head('Content-Length: ten')}Hello, S3!`),
  busy: (client) =>
    void client.write(`HTTP/1.1 503 Slow Down\r\nContent-Length: ${busy.length}\r\n\r\n${busy}`),
  'busy-twice': (client, count) =>
    void client.write(
      count <= 2
        ? `HTTP/1.1 503 Slow Down\r\nContent-Length: ${busy.length}\r\n\r\n${busy}`
        : `${head('Content-Length: 10')}Hello, S3!`,
    ),
};

/** A proxy in front of a server that spoils the connections of requests whose path has `fault-<name>` in it. */
export interface FaultProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a fault proxy on a free port of the loopback; it ends after the tests of the file. */
export async function startFaultProxy(behind: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(behind);
  const sockets = new Set<Socket>();
  const counts = new Map<string, number>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined).on('close', () => sockets.delete(client));
    let upstream: Socket | undefined;
    client.on('data', (chunk) => {
      const line = chunk.toString('latin1').split('\r\n', 1)[0] ?? '';
      const [path = '', name = ''] = /\/fault-([a-z-]+)[^ ]*/.exec(line) ?? [];
      const fault = / HTTP\/1\.1$/.test(line) ? faults[name] : undefined;
      if (fault) {
        const count = (counts.get(path) ?? 0) + 1;
        counts.set(path, count);
        void fault(client, count);
        return;
      }
      if (!upstream) {
        upstream = connect(Number(port), hostname);
        upstream.on('error', () => client.destroy()).on('close', () => client.destroy());
        client.on('close', () => upstream?.destroy());
        upstream.on('data', (answer) => client.write(answer));
      }
      upstream.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: FaultProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
  afterFile(proxy.close);
  return proxy;
}
