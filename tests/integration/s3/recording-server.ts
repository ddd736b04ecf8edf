import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

/** One request as it came over the wire, before anything parses it. */
export interface RecordedRequest {
  readonly method: string;
  readonly target: string;
  /** The literal head, with its closing empty line, read as UTF-8. */
  readonly head: string;
  /** Header names in lower case, duplicates joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body's bytes with whatever framing they had. */
  readonly body: Buffer;
}

/** A server that records requests byte for byte and answers each with bytes of the test's choice. */
export interface RecordingServer {
  readonly port: number;
  readonly url: string;
  readonly requests: RecordedRequest[];
  connections(): number;
  close(): Promise<void>;
}

/** Answers a recorded request; the text or bytes are sent as they are. */
export type Responder = (
  request: RecordedRequest,
  socket: Socket,
) => string | Buffer | null | Promise<string | Buffer | null>;

/** A whole answer with a Content-Length, as most tests want it. */
export function answerWith(status: number, headers: Record<string, string> = {}, body = ''): string {
  const lines = Object.entries({ 'Content-Length': String(Buffer.byteLength(body)), ...headers });
  return `HTTP/1.1 ${status} X\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
}

/** Starts a recording server on a free port of the loopback. */
export async function startRecordingServer(
  respond: Responder = () => answerWith(200),
  wrap: (listener: (socket: Socket) => void) => Server = createServer,
): Promise<RecordingServer> {
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = wrap((socket) => {
    connections++;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let pending: Buffer = Buffer.alloc(0);
    let isBusy = false;
    let isContinued = false;
    const advance = async (): Promise<void> => {
      while (!isBusy) {
        if (
          !isContinued &&
          /\r\nexpect: *100-continue\r\n(?:[\s\S]*\r\n)?\r\n$/i.test(pending.toString('latin1'))
        ) {
          isContinued = true;
          socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        }
        const taken = takeRequest(pending);
        if (taken === null) {
          return;
        }
        pending = taken.rest;
        isContinued = false;
        requests.push(taken.request);
        isBusy = true;
        const answer = await respond(taken.request, socket);
        isBusy = false;
        if (answer !== null && !socket.destroyed) {
          socket.write(answer);
        }
      }
    };
    socket.on('data', (chunk) => {
      pending = Buffer.concat([pending, chunk]);
      void advance();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    requests,
    connections: () => connections,
    async close() {
      for (const socket of sockets) {
        socket.destroy();
      }
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function takeRequest(bytes: Buffer): { readonly request: RecordedRequest; readonly rest: Buffer } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) {
    return null;
  }
  const head = bytes.subarray(0, end + 4).toString('utf8');
  const lines = head.split('\r\n');
  const [method = '', target = ''] = (lines[0] ?? '').split(' ');
  const headers: Record<string, string> = {};
  for (const line of lines.slice(1, -2)) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    const value = line.slice(line.indexOf(':') + 1).trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  const after = bytes.subarray(end + 4);
  const size = /chunked/i.test(headers['transfer-encoding'] ?? '')
    ? chunkedEnd(after)
    : Number(headers['content-length'] ?? 0);
  if (size < 0 || after.length < size) {
    return null;
  }
  return {
    request: { method, target, head, headers, body: after.subarray(0, size) },
    rest: after.subarray(size),
  };
}

function chunkedEnd(bytes: Buffer): number {
  for (let at = 0; ; ) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) {
      return -1;
    }
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    at = line + 2 + size + 2;
    if (size === 0) {
      return at;
    }
    if (at > bytes.length) {
      return -1;
    }
  }
}
