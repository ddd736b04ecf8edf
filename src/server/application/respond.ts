import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { askedHeaders, corsHeaders } from '../domain/cors/match-rule.js';
import { preflightReply } from '../domain/cors/preflight.js';
import type { ServerState } from '../domain/request/context.js';
import { S3Error } from '../ground/errors/s3-error.js';
import { type Incoming, readIncoming } from '../ground/http/incoming.js';
import type { Reply } from '../ground/http/reply.js';
import { type Sent, sendReply } from '../ground/http/send.js';
import { answerAdmin } from './admin.js';
import type { LogEntry } from './log-entry.js';
import type { ServerOptions } from './options.js';
import { errorReply, type ServeRecord, serve } from './serve.js';
import { serverHeader } from './version.js';

/** What a server does for a request besides S3's operations. */
export interface ResponderHooks {
  readonly log: ((entry: LogEntry) => void) | undefined;
  /** Empties the server and fills it anew; undefined where nobody may ask for that over HTTP. */
  readonly reset: (() => Promise<void>) | undefined;
  readonly observe: ServerOptions['observe'];
}

/** Responds to a request; never rejects. */
export type Responder = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

/** One request on its way, with what is found out about it. */
interface Passage extends ServeRecord {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  readonly started: number;
  request: Incoming | undefined;
  errorCode: string | null;
  /** What the server itself did wrong. */
  ownError: unknown;
}

const hostId = randomBytes(48).toString('base64');

/** Makes what responds to requests. Whatever the server itself does wrong is a 500, and is told. */
export function createResponder(state: ServerState, hooks: ResponderHooks): Responder {
  const nextRequestId = createRequestIds();
  return async (message, response) => {
    const passage = beginPassage(message, response, nextRequestId());
    const observer = hooks.observe?.(message, response);
    const isHead = message.method === 'HEAD';
    let reply = await makeReply(state, hooks, passage);
    let sent: Sent = { bytes: 0 };
    try {
      sent = await sendReply(response, reply, isHead, observer);
      passage.ownError ??= sent.failure;
    } catch (error) {
      reply = replyTo(passage, error);
      sent = await sendReply(response, reply, isHead, observer);
    }
    tell(hooks, passage, reply.status, sent.bytes);
  };
}

function beginPassage(message: IncomingMessage, response: ServerResponse, requestId: string): Passage {
  return {
    message,
    response,
    requestId,
    started: performance.now(),
    operation: null,
    user: null,
    request: undefined,
    errorCode: null,
    ownError: undefined,
  };
}

async function makeReply(state: ServerState, hooks: ResponderHooks, passage: Passage): Promise<Reply> {
  try {
    const { faults, store } = state;
    const hasBucket = (name: string): boolean => store.findBucket(name) !== undefined;
    const request = readIncoming(
      passage.message,
      { hasBucket, domains: state.domains },
      { anyKey: faults.has('relative-keys-taken'), largeHeaders: faults.has('large-headers-taken') },
    );
    passage.request = request;
    const reply = await handleSafely(state, hooks, passage, request);
    const scene = { operation: passage.operation ?? '', store };
    return faults.changeReply(withServerHeaders(reply, passage, corsOf(state, request)), scene, request);
  } catch (error) {
    return replyTo(passage, error);
  }
}

async function handleSafely(
  state: ServerState,
  hooks: ResponderHooks,
  passage: Passage,
  request: Incoming,
): Promise<Reply> {
  try {
    return await handle(state, hooks, passage, request);
  } catch (error) {
    return replyTo(passage, error);
  }
}

async function handle(
  state: ServerState,
  { reset }: ResponderHooks,
  passage: Passage,
  request: Incoming,
): Promise<Reply> {
  const admin = answerAdmin(request, reset);
  if (admin !== undefined) {
    return admin;
  }
  if (request.method === 'OPTIONS') {
    return preflightReply(request, state.store.findBucket(request.bucket ?? ''));
  }
  const { requestId, response } = passage;
  return serve(state, request, { requestId, hostId, response, record: passage });
}

function replyTo(passage: Passage, cause: unknown): Reply {
  const isRefusal = cause instanceof S3Error;
  const error = isRefusal ? cause : new S3Error('InternalError');
  passage.errorCode = error.code;
  if (!isRefusal) {
    passage.ownError = cause;
  }
  const { requestId } = passage;
  return withServerHeaders(errorReply(error, requestId, hostId), passage, {});
}

function corsOf({ store, faults }: ServerState, { method, bucket, headers }: Incoming): Reply['headers'] {
  const { origin } = headers;
  const found = bucket === undefined || origin === undefined ? undefined : store.findBucket(bucket);
  if (found === undefined || origin === undefined || method === 'OPTIONS') {
    return {};
  }
  return corsHeaders(found, {
    origin,
    method: headers['access-control-request-method'] ?? method,
    headers: faults.has('cors-asked-headers-ignored') ? [] : askedHeaders(headers),
  });
}

function withServerHeaders(reply: Reply, { requestId }: Passage, cors: Reply['headers']): Reply {
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

function tell({ log }: ResponderHooks, passage: Passage, status: number, bytesSent: number): void {
  const { message, request, ownError } = passage;
  if (log === undefined && ownError === undefined) {
    return;
  }
  const entry: LogEntry = {
    time: new Date().toISOString(),
    requestId: passage.requestId,
    method: message.method ?? '',
    path: request?.rawPath ?? '',
    operation: passage.operation,
    bucket: request?.bucket ?? null,
    key: request?.key ?? null,
    user: passage.user,
    status,
    errorCode: passage.errorCode,
    bytesSent,
    duration: performance.now() - passage.started,
    ...(ownError === undefined ? {} : { error: describe(ownError) }),
  };
  if (log !== undefined) {
    log(entry);
  } else {
    process.emitWarning(`s3tester: ${entry.method} ${entry.path}: ${entry.error}`);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function createRequestIds(): () => string {
  const prefix = randomBytes(4).toString('hex').toUpperCase();
  let count = 0;
  return () => prefix + (count++).toString(16).toUpperCase().padStart(8, '0');
}
