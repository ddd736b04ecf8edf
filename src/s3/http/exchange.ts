import type { Socket } from 'node:net';
import { headerValue } from '../../lib/headers.js';
import type { Exchange } from '../types.js';
import { createSample } from './body-sample.js';
import { collectChunks } from './collect-chunks.js';
import type { Connection, ConnectionUser } from './connection-pool.js';
import type { Deadline } from './deadline.js';
import { ExchangeFailure, toExchangeFailure } from './exchange-failure.js';
import type { ResponseHead } from './message-head.js';
import { createResponseReader, type ResponseEvents, type ResponseReader } from './response-reader.js';
import { cutFailure, isSentAtOnce, type SendingSide, sendInSteps } from './send-in-steps.js';
import type { WireRequest } from './wire-request.js';

/** Takes the parts of a response as they come; a promise holds the connection back until it is settled. */
export interface ResponseHandler {
  onHead(head: ResponseHead): void;
  onData(chunk: Uint8Array): void | Promise<void>;
}

/** The outcome of one exchange; `head` is null exactly where there is a failure before or within it. */
export interface ExchangeResult {
  readonly exchange: Exchange;
  readonly head: ResponseHead | null;
  readonly interim: readonly number[];
  readonly failure: ExchangeFailure | null;
  /** Nothing at all was received, so that another connection may be tried. */
  readonly hasNoResponse: boolean;
}

/** No server needs so many; one that sends them for ever must not fill the memory. */
const mostInterim = 100;

/** Sends a request over a borrowed connection, reads the response, and gives the connection back. Never throws. */
export async function runExchange(
  connection: Connection,
  request: WireRequest,
  handler: ResponseHandler,
  deadline: Deadline,
): Promise<ExchangeResult> {
  const running = new RunningExchange(connection, request, handler, deadline);
  const failure = await running.settled;
  await running.leave(failure);
  return running.result(failure);
}

/** One request on its way: told by its connection what comes, by its reader what that is, and by its deadline when to stop. */
class RunningExchange implements ConnectionUser, ResponseEvents, SendingSide {
  readonly settled: Promise<ExchangeFailure | null>;
  isSettled = false;
  waiting: SendingSide['waiting'] = null;
  readonly #startMs = performance.now();
  readonly #sent = createSample();
  readonly #received = createSample();
  readonly #reader: ResponseReader;
  readonly #interim: number[] = [];
  #interimHeads = '';
  #head: ResponseHead | null = null;
  #seconds = 0;
  #isReusable = false;
  #isSending = true;
  #sending: Promise<void> | null = null;
  #backlog: Promise<void> | null = null;
  #resolve: (failure: ExchangeFailure | null) => void = () => undefined;

  constructor(
    private readonly connection: Connection,
    readonly request: WireRequest,
    private readonly handler: ResponseHandler,
    private readonly deadline: Deadline,
  ) {
    this.settled = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#reader = createResponseReader(request.method, this);
    connection.use(this);
    deadline.onEnd = (reason) => this.#settle(reason);
    if (deadline.reason === null) {
      this.#send();
    } else {
      this.#settle(deadline.reason);
    }
  }

  get socket(): Socket {
    return this.connection.socket;
  }

  get sentBytes(): number {
    return this.#sent.size;
  }

  noteSent(chunk: Uint8Array): void {
    this.#sent.add(chunk);
  }

  onData(chunk: Uint8Array): void {
    try {
      this.#reader.feed(chunk);
    } catch (error) {
      this.#fail(error);
    }
  }

  onClose(): void {
    try {
      this.#reader.close();
    } catch (error) {
      this.#fail(error);
    }
  }

  onError(error: Error): void {
    const failure = toExchangeFailure(error);
    this.#settle(this.#reader.hasBegun && failure.kind === 'reset' ? truncated(failure) : failure);
  }

  onDrain(): void {
    this.#wake('drain');
  }

  onInterim(head: ResponseHead): void {
    if (this.#interim.length >= mostInterim) {
      throw new ExchangeFailure('protocol', `more than ${mostInterim} interim responses came`);
    }
    this.#interim.push(head.status);
    this.#interimHeads += head.raw;
    if (head.status === 100) {
      this.#wake('continue');
    }
  }

  onHead(head: ResponseHead): void {
    this.#head = head;
    this.handler.onHead(head);
  }

  onBody(chunk: Uint8Array): void {
    this.#received.add(chunk);
    collectChunks(chunk.length);
    const { body, abortAt } = this.request;
    if (body === undefined && abortAt !== undefined && this.#received.size >= abortAt) {
      throw cutFailure(abortAt, 'received');
    }
    const next =
      this.#backlog === null
        ? this.handler.onData(chunk)
        : this.#backlog.then(() => this.handler.onData(chunk));
    if (next instanceof Promise) {
      this.#holdBack(next);
    }
  }

  onEnd(isReusable: boolean): void {
    this.#isReusable = isReusable;
    if (this.#backlog === null) {
      this.#settle(null);
    } else {
      this.#backlog.then(
        () => this.#settle(null),
        (error) => this.#fail(error),
      );
    }
  }

  /** Gives the connection back, or closes it where it is left in the middle of a body or carries nothing else. */
  leave(failure: ExchangeFailure | null): Promise<void> | null {
    this.#seconds = (performance.now() - this.#startMs) / 1000;
    this.deadline.onEnd = null;
    if (failure === null && this.#isReusable && !this.#isSending && this.request.isIrregular !== true) {
      this.connection.release();
    } else {
      this.connection.discard();
    }
    return this.#sending;
  }

  result(failure: ExchangeFailure | null): ExchangeResult {
    const head = this.#head;
    const { method, url, head: requestHead } = this.request;
    return {
      exchange: {
        method,
        url,
        requestHead,
        requestBody: this.#sent.bytes(),
        requestBodySize: this.#sent.size,
        status: head?.status ?? null,
        responseHead: head === null ? null : this.#interimHeads + head.raw,
        responseBody: this.#received.bytes(),
        responseBodySize: this.#received.size,
        requestId: (head && headerValue(head.headers, 'x-amz-request-id')) ?? null,
        seconds: this.#seconds,
      },
      head,
      interim: this.#interim,
      failure,
      hasNoResponse: failure?.kind === 'reset' && !this.#reader.hasBegun,
    };
  }

  #send(): void {
    const { body, head } = this.request;
    if (body === undefined) {
      this.socket.write(head, 'utf8');
      this.#isSending = false;
    } else if (body instanceof Uint8Array && isSentAtOnce(this.request)) {
      // What is at hand whole goes out in one go, without a promise: most requests are such.
      this.#sent.add(body);
      this.socket.write(joined(head, body));
      this.#isSending = false;
    } else {
      this.#sending = sendInSteps(this, body)
        .catch((error) => this.#fail(error))
        .finally(() => {
          this.#isSending = false;
        });
    }
  }

  #holdBack(next: Promise<void>): void {
    this.socket.pause();
    const chain = next.then(() => {
      if (this.#backlog === chain) {
        this.#backlog = null;
        this.socket.resume();
      }
    });
    this.#backlog = chain;
    chain.catch((error) => this.#fail(error));
  }

  #fail(error: unknown): void {
    this.#settle(toExchangeFailure(error));
  }

  #settle(failure: ExchangeFailure | null): void {
    this.isSettled = true;
    this.waiting?.wake();
    this.#resolve(failure);
  }

  #wake(event: 'continue' | 'drain'): void {
    if (this.waiting?.event === event) {
      this.waiting.wake();
    }
  }
}

/** One buffer of both: two writes would be two packets. */
function joined(head: string, body: Uint8Array): Buffer {
  const length = Buffer.byteLength(head);
  const bytes = Buffer.allocUnsafe(length + body.length);
  bytes.write(head, 'utf8');
  bytes.set(body, length);
  return bytes;
}

function truncated(failure: ExchangeFailure): ExchangeFailure {
  return new ExchangeFailure('truncated', failure.message, failure.code);
}
