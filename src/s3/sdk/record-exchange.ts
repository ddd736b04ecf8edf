import type { IncomingMessage } from 'node:http';
import { pipeline, Readable, Transform } from 'node:stream';
import { type HeaderList, headerValue } from '../../lib/headers.js';
import { createSample } from '../http/body-sample.js';
import { collectChunks } from '../http/collect-chunks.js';
import { decodeText, formatRequestHead } from '../http/message-head.js';
import type { BodyReceiver } from '../response/receive-body.js';
import { formatQuery } from '../signing/uri-encoding.js';
import type { Exchange } from '../types.js';
import type { DocumentGuard } from './document-guard.js';

/** The SDK's own request, as its handlers get it. */
export interface SdkRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  body?: unknown;
}

/** The SDK's own response, as its handlers give it. */
export interface SdkResponse {
  readonly statusCode: number;
  readonly reason?: string;
  body?: unknown;
}

/** One exchange of the SDK while it goes on. */
export interface ExchangeRecording {
  readonly status: number | null;
  readonly headers: HeaderList;
  readonly receiver: BodyReceiver | null;
  /** Watches the request's body as it goes out. */
  watchRequest(request: SdkRequest): void;
  /** Watches the response's body as it comes in. */
  watchResponse(response: SdkResponse, receiver: BodyReceiver, guard: DocumentGuard | null): void;
  exchange(): Exchange;
}

/** Starts the record of one exchange that the SDK makes. */
export function recordExchange(request: SdkRequest): ExchangeRecording {
  const sent = createSample();
  const received = createSample();
  const startMs = performance.now();
  let endMs = startMs;
  let head: string | undefined;
  let responseHead: string | null = null;
  let status: number | null = null;
  let headers: HeaderList = [];
  let receiver: BodyReceiver | null = null;

  return {
    get status() {
      return status;
    },
    get headers() {
      return headers;
    },
    get receiver() {
      return receiver;
    },
    watchRequest(outgoing) {
      const { body } = outgoing;
      if (typeof body === 'string') {
        sent.add(Buffer.from(body, 'utf8'));
      } else if (body instanceof Uint8Array) {
        sent.add(body);
      } else if (body instanceof Readable) {
        outgoing.body = tap(body, (chunk) => sent.add(chunk));
      }
    },
    watchResponse(response, into, guard) {
      const message = response.body as IncomingMessage & { readonly req?: { readonly _header?: string } };
      head = message.req?._header;
      headers = pairs(message.rawHeaders);
      status = response.statusCode;
      const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      responseHead = `HTTP/${message.httpVersion} ${status} ${response.reason ?? ''}\r\n${lines}\r\n`;
      receiver = into;
      response.body = tap(
        message,
        (chunk) => {
          received.add(chunk);
          endMs = performance.now();
          const wait = guard?.see(chunk);
          return wait === undefined ? into.write(chunk) : wait.then(() => into.write(chunk));
        },
        guard,
      );
      endMs = performance.now();
    },
    exchange: () => ({
      method: request.method,
      url: urlOf(request),
      requestHead:
        head ?? formatRequestHead(request.method, targetOf(request), Object.entries(request.headers)),
      requestBody: sent.bytes(),
      requestBodySize: sent.size,
      status,
      responseHead,
      responseBody: received.bytes(),
      responseBodySize: received.size,
      requestId: headerValue(headers, 'x-amz-request-id') ?? null,
      seconds: (endMs - startMs) / 1000,
    }),
  };
}

/** Shows what passes by; of what the guard stops nothing more is handed on, and its end is an error. */
function tap(
  source: Readable,
  see: (chunk: Uint8Array) => void | Promise<void>,
  guard: DocumentGuard | null = null,
): Readable {
  const problem = (): string | null => guard?.problem ?? null;
  const watched = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      collectChunks(chunk.length);
      const wait = see(chunk);
      const hand = (): void => (problem() === null ? done(null, chunk) : done());
      if (wait instanceof Promise) {
        wait.then(hand, done);
      } else {
        hand();
      }
    },
    flush(done) {
      const excess = problem();
      done(excess === null ? null : new Error(excess));
    },
  });
  return pipeline(source, watched, () => guard?.end());
}

function pairs(raw: readonly string[]): HeaderList {
  const list: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    list.push([raw[index] ?? '', decodeText(raw[index + 1] ?? '')]);
  }
  return list;
}

function targetOf(request: SdkRequest): string {
  const query = Object.entries(request.query).flatMap(([name, value]): [string, string | null][] =>
    Array.isArray(value) ? value.map((one) => [name, one]) : [[name, value]],
  );
  return query.length === 0 ? request.path : `${request.path}?${formatQuery(query)}`;
}

function urlOf(request: SdkRequest): string {
  const port = request.port === undefined ? '' : `:${request.port}`;
  return `${request.protocol}//${request.hostname}${port}${targetOf(request)}`;
}
