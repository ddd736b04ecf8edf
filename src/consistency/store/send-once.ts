import { setTimeout as delay } from 'node:timers/promises';
import { bytesBody } from '../../s3/index.js';
import type { BodySink, Credential, OperationCall, Outcome, S3Client } from '../../s3/types.js';
import { type Disturbance, slowBody } from './disturb.js';

/** What all requests of a run have in common. */
export interface Sender {
  /** One for each endpoint. */
  readonly clients: readonly S3Client[];
  readonly credential: Credential;
  /** Milliseconds, per request. */
  readonly timeoutMs: number;
  /** Aborted where requests under way must end. */
  readonly signal: AbortSignal;
}

/** A request to send: an operation of the API with its input, and a body. */
export interface Request {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly body?: Uint8Array | undefined;
}

/** A response, and its whole body where the caller wants to have it. */
export interface Sent extends Outcome {
  readonly received: Uint8Array;
}

const clientOptions: OperationCall['client'] = {
  driver: 'direct',
  checksums: 'when_required',
  retry: { maxAttempts: 1, mode: 'standard' },
};

/** Sends a request exactly once: what a second attempt does to the first would be nowhere in the history. */
export async function sendOnce(
  { clients, credential, timeoutMs, signal }: Sender,
  endpoint: number,
  { operation, input, body }: Request,
  disturbance: Disturbance | null,
): Promise<Sent> {
  const client = clients[endpoint];
  if (client === undefined) {
    throw new RangeError(`there is no endpoint ${endpoint}`);
  }
  const { cutAfterMs, cutAt, pauseMs } = disturbance ?? {};
  const chunks: Uint8Array[] = [];
  const call: OperationCall = {
    kind: 'operation',
    operation,
    input,
    credential,
    client: clientOptions,
    ...(body === undefined
      ? {}
      : { body: pauseMs === undefined ? bytesBody(body) : slowBody(body, pauseMs) }),
  };
  const cutter = cutAfterMs === undefined ? null : startCutter(cutAfterMs, signal);
  try {
    const outcome = await client.send(call, {
      signal: cutter?.signal ?? signal,
      timeoutMs,
      once: true,
      sinks: operation === 'GetObject' ? [collector(chunks, pauseMs)] : [],
      ...(cutAt === undefined ? {} : { abortAt: Math.round(cutAt * (body?.length ?? 1)) }),
    });
    return { ...outcome, received: chunks.length === 1 ? (chunks[0] ?? empty) : Buffer.concat(chunks) };
  } finally {
    cutter?.release();
  }
}

const empty = new Uint8Array(0);

function collector(chunks: Uint8Array[], pauseMs: number | undefined): BodySink {
  return {
    write(chunk) {
      chunks.push(chunk);
      return pauseMs === undefined ? undefined : delay(pauseMs);
    },
    end() {},
  };
}

function startCutter(afterMs: number, signal: AbortSignal) {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new Error('the connection was cut')), afterMs);
  const end = (): void => controller.abort(signal.reason);
  signal.addEventListener('abort', end, { once: true });
  return {
    signal: controller.signal,
    release() {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
    },
  };
}
