import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterFile } from './after-file.js';

/** What a relay does to one answer on its way: waits, and changes the body. */
export interface Relayed {
  readonly delayMs?: number;
  readonly change?: (body: Buffer) => Buffer;
}

/** Starts a server that passes requests on to another one, as they came, and does to each answer what `treat` says. */
export async function startRelay(
  behind: string,
  treat: (method: string, target: string) => Relayed,
): Promise<{ readonly url: string }> {
  const { hostname, port } = new URL(behind);
  const server = createServer((incoming, outgoing) => {
    const { method = 'GET', url: target = '/', headers } = incoming;
    const { delayMs = 0, change = (body: Buffer) => body } = treat(method, target);
    const passed = request({ hostname, port, method, path: target, headers }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) {
        chunks.push(chunk as Buffer);
      }
      setTimeout(() => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(change(Buffer.concat(chunks)));
      }, delayMs);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterFile(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
