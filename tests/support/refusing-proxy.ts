import { type IncomingHttpHeaders, request as sendHttp } from 'node:http';
import { type CannedResponse, type HttpServer, type SeenRequest, startHttpServer } from './http-server.js';

/** What becomes of a request: an answer instead of the server's, `'reset'`, or undefined to hand it on. */
export type Intercept = (
  request: SeenRequest,
) => CannedResponse | 'reset' | undefined | Promise<CannedResponse | 'reset' | undefined>;

/** Starts a server in front of another one that answers some requests itself. */
export function startRefusingProxy(behind: string, intercept: Intercept): Promise<HttpServer> {
  return startHttpServer(async (request) => (await intercept(request)) ?? (await handOn(behind, request)));
}

/** Sends a request on as it came: the host stays, since it is signed. */
export function handOn(
  behind: string,
  { method, target, headers, body }: SeenRequest,
): Promise<CannedResponse> {
  const { hostname, port } = new URL(behind);
  return new Promise((resolve, reject) => {
    const outgoing = sendHttp({ hostname, port, method, path: target, headers }, async (incoming) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(chunk as Buffer);
      }
      resolve({
        status: incoming.statusCode ?? 0,
        headers: plainHeaders(incoming.headers),
        body: Buffer.concat(chunks),
      });
    });
    outgoing.on('error', reject).end(body);
  });
}

function plainHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => !/^(?:connection|transfer-encoding|keep-alive)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
