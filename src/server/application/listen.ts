import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { corsHeaders } from '../domain/cors/match-rule.js';
import { preflightReply } from '../domain/cors/preflight.js';
import type { ServerState } from '../domain/request/context.js';
import { S3Error } from '../ground/errors/s3-error.js';
import { type Incoming, readIncoming } from '../ground/http/incoming.js';
import type { Reply } from '../ground/http/reply.js';
import { sendReply } from '../ground/http/send.js';
import type { LogEntry } from './log-entry.js';
import { errorReply, type ServeRecord, serve } from './serve.js';
import { serverHeader } from './version.js';

const keepAliveMs = 120_000;
const hostId = randomBytes(48).toString('base64');
const badRequest = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
const healthPath = '/-/health';

/** Makes the HTTP server; it does not listen yet. */
export function createHttpServer(state: ServerState, log: ((entry: LogEntry) => void) | undefined): Server {
  const respond = createResponder(state, log);
  const underWay = new WeakMap<Duplex, ServerResponse>();
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    underWay.set(message.socket, response);
    response.once('close', () => underWay.delete(message.socket));
    respond(message, response).catch(() => response.destroy());
  };
  const server = createServer(
    { keepAliveTimeout: keepAliveMs, requestTimeout: 0, maxHeaderSize: 32 * 1024 },
    listener,
  );
  server.on('checkContinue', listener);
  // S3 ignores expectations that it does not know.
  server.on('checkExpectation', listener);
  server.on('clientError', (_error, socket) => {
    const response = underWay.get(socket);
    // An error in what follows must not take the place of the response to a request that is still being served.
    if (response !== undefined) {
      response.shouldKeepAlive = false;
    } else if (socket.writable) {
      socket.end(badRequest);
    }
  });
  return server;
}

function createResponder(state: ServerState, log: ((entry: LogEntry) => void) | undefined) {
  const nextRequestId = createRequestIds();
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const started = log === undefined ? 0 : performance.now();
    const requestId = nextRequestId();
    const record: ServeRecord = { operation: null, user: null };
    let request: Incoming | undefined;
    let errorCode: string | null = null;
    let reply: Reply;
    try {
      request = readIncoming(message, (name) => state.store.findBucket(name) !== undefined);
      reply = await handleRequest(state, request, requestId, response, record);
    } catch (cause) {
      const error = cause instanceof S3Error ? cause : new S3Error('InternalError');
      errorCode = error.code;
      reply = errorReply(error, request?.resource ?? '/', requestId, hostId);
      if (!(cause instanceof S3Error)) {
        process.emitWarning(cause as Error);
      }
    }
    const cors = request === undefined ? {} : corsOf(state, request);
    let sent = withServerHeaders(reply, cors, requestId);
    if (request !== undefined) {
      const scene = { operation: record.operation ?? '', store: state.store };
      sent = state.faults.changeReply(sent, scene, request);
    }
    const bytesSent = await sendReply(response, sent, message.method === 'HEAD');
    log?.({
      time: new Date().toISOString(),
      requestId,
      method: message.method ?? '',
      path: request?.rawPath ?? '',
      operation: record.operation,
      bucket: request?.bucket ?? null,
      key: request?.key ?? null,
      user: record.user,
      status: sent.status,
      errorCode,
      bytesSent,
      duration: performance.now() - started,
    });
  };
}

async function handleRequest(
  state: ServerState,
  request: Incoming,
  requestId: string,
  response: ServerResponse,
  record: ServeRecord,
): Promise<Reply> {
  if (isHealthCheck(request)) {
    return { status: 200 };
  }
  if (request.method === 'OPTIONS') {
    return preflightReply(request, state.store.findBucket(request.bucket ?? ''));
  }
  return serve(state, request, { requestId, response, record });
}

function corsOf({ store }: ServerState, { method, bucket, headers }: Incoming): Reply['headers'] {
  const { origin } = headers;
  const found = bucket === undefined || origin === undefined ? undefined : store.findBucket(bucket);
  if (found === undefined || origin === undefined || method === 'OPTIONS') {
    return {};
  }
  return corsHeaders(found, {
    origin,
    method: headers['access-control-request-method'] ?? method,
    headers: [],
  });
}

// HEAD of the root is no S3 operation, and what health checks of S3-compatible servers send.
function isHealthCheck({ method, rawPath }: Incoming): boolean {
  return (method === 'HEAD' && rawPath === '/') || rawPath === healthPath;
}

function withServerHeaders(reply: Reply, cors: Reply['headers'], requestId: string): Reply {
  return {
    ...reply,
    headers: {
      'x-amz-request-id': requestId,
      'x-amz-id-2': hostId,
      ...reply.headers,
      ...cors,
      server: serverHeader,
    },
  };
}

function createRequestIds(): () => string {
  const prefix = randomBytes(4).toString('hex').toUpperCase();
  let count = 0;
  return () => prefix + (count++).toString(16).toUpperCase().padStart(8, '0');
}
