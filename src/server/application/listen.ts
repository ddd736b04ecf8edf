import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Timeouts, TlsFiles } from './options.js';
import type { Responder } from './respond.js';

const checkEveryMs = 1000;
const refusals = {
  malformed: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
  slow: 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
};
const slowHead = 'ERR_HTTP_REQUEST_TIMEOUT';

/** How connections are taken: over TLS, where a certificate is given, and how long they may be silent. */
export interface ListenSettings {
  readonly tls: TlsFiles | undefined;
  readonly timeouts: Required<Timeouts>;
}

/** Makes the HTTP or HTTPS server; it does not listen yet. */
export function createServer(respond: Responder, { tls, timeouts }: ListenSettings): Server {
  const underWay = new WeakMap<Duplex, ServerResponse>();
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    underWay.set(message.socket, response);
    response.once('close', () => underWay.delete(message.socket));
    respond(message, response).catch((error) => {
      response.destroy();
      process.emitWarning(error);
    });
  };
  const options: ServerOptions = {
    keepAliveTimeout: timeouts.idle,
    headersTimeout: timeouts.header,
    // An upload may take as long as it likes, while its bytes keep coming.
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(checkEveryMs, timeouts.header),
    maxHeaderSize: 32 * 1024,
  };
  const server =
    tls === undefined
      ? createHttpServer(options, listener)
      : createHttpsServer({ ...options, ...tls, handshakeTimeout: timeouts.header }, listener);
  server.timeout = timeouts.idle;
  server.on('checkContinue', listener);
  // S3 ignores expectations that it does not know.
  server.on('checkExpectation', listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = underWay.get(socket);
    // An error in what follows must not take the place of the response to a request that is still being served.
    if (response !== undefined) {
      response.shouldKeepAlive = false;
    } else if (isTlsError(error) || !socket.writable) {
      socket.destroy();
    } else {
      socket.end(error.code === slowHead ? refusals.slow : refusals.malformed);
    }
  });
  return server;
}

// Whoever did not come as far as a connection cannot read a response.
function isTlsError({ code }: NodeJS.ErrnoException): boolean {
  return code !== undefined && /^(ERR_SSL_|ERR_TLS_|EPROTO$)/.test(code);
}

/** Listens, and resolves with the port; rejects with the system's error. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(address !== null && typeof address === 'object' ? address.port : port);
    });
  });
}
