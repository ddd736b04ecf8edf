import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterFile } from './after-file.js';

/** A request that a server has seen, with its whole body. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What a server answers; 200 without a body where it says nothing else. */
export interface CannedResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What S3 answers to a list of buckets where there are none. */
export const noBuckets: CannedResponse = {
  body: '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>',
};

/** Answers a request; null leaves the connection open and says nothing, `'reset'` cuts it. */
export type Responder = (
  request: SeenRequest,
) => CannedResponse | null | 'reset' | Promise<CannedResponse | null | 'reset'>;

/** A server of a test's own, which records what it is asked. */
export interface HttpServer {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** How many requests were being answered at the same time, at the most. */
  readonly mostInFlight: number;
  close(): Promise<void>;
}

/** Starts a server on a free port of the loopback; it ends after the tests of the file, if not before. */
export async function startHttpServer(
  respond: Responder = () => ({}),
  tls?: { readonly key: string; readonly cert: string },
): Promise<HttpServer> {
  const requests: SeenRequest[] = [];
  let inFlight = 0;
  let mostInFlight = 0;
  const listener: RequestListener = async (incoming, outgoing) => {
    inFlight++;
    mostInFlight = Math.max(mostInFlight, inFlight);
    outgoing.on('close', () => {
      inFlight--;
    });
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) {
      chunks.push(chunk as Buffer);
    }
    const { method = '', url: target = '', headers } = incoming;
    const request = { method, target, headers, body: Buffer.concat(chunks) };
    requests.push(request);
    const answer = await respond(request);
    if (answer === 'reset') {
      incoming.socket.destroy();
    } else if (answer !== null) {
      outgoing.writeHead(answer.status ?? 200, { ...answer.headers }).end(answer.body);
    }
  };
  const server: Server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const started: HttpServer = {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    get mostInFlight() {
      return mostInFlight;
    },
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
  afterFile(started.close);
  return started;
}

/** An error document, as S3 servers send it. */
export function errorResponse(status: number, code: string, message = 'a message'): CannedResponse {
  return {
    status,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  };
}
