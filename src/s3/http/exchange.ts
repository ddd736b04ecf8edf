import { headerValue } from '../../lib/headers.js';
import type { Exchange } from '../types.js';
import { createSample } from './body-sample.js';
import { collectChunks } from './collect-chunks.js';
import type { Connection } from './connection-pool.js';
import { ExchangeFailure, toExchangeFailure } from './exchange-failure.js';
import type { ResponseHead } from './message-head.js';
import { createResponseReader } from './response-reader.js';

/** A request as it goes out: the literal head, and the body's bytes with whatever framing they need. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly head: string;
  readonly body: Uint8Array | (() => AsyncIterable<Uint8Array>) | undefined;
  /** Hold the body back until a 100 (Continue), for a second at most. */
  readonly expectContinue?: boolean;
  /** Cut the connection after so many bytes of the body sent or, where none is sent, received. */
  readonly abortAt?: number;
  /** What it announces is not what it sends, so that its connection carries nothing else. */
  readonly isIrregular?: boolean;
}

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

const continueWaitMs = 1000;
/** No server needs so many; one that sends them for ever must not fill the memory. */
const mostInterim = 100;

/** Sends a request over a borrowed connection, reads the response, and gives the connection back. Never throws. */
export async function runExchange(
  connection: Connection,
  request: WireRequest,
  handler: ResponseHandler,
  signal: AbortSignal,
): Promise<ExchangeResult> {
  const { socket } = connection;
  const sent = createSample();
  const received = createSample();
  const interim: number[] = [];
  const interimHeads: string[] = [];
  let head: ResponseHead | null = null;
  let isReusable = false;
  let isSettled = false;
  let isSending = true;
  let backlog: Promise<void> | null = null;
  let onContinue: () => void = () => undefined;
  let onDrain: () => void = () => undefined;
  const startMs = performance.now();

  let settle: (failure: ExchangeFailure | null) => void = () => undefined;
  const settled = new Promise<ExchangeFailure | null>((resolve) => {
    settle = (failure) => {
      isSettled = true;
      onContinue();
      onDrain();
      resolve(failure);
    };
  });

  const reader = createResponseReader(request.method, {
    onInterim(interimHead) {
      if (interim.length >= mostInterim) {
        throw new ExchangeFailure('protocol', `more than ${mostInterim} interim responses came`);
      }
      interim.push(interimHead.status);
      interimHeads.push(interimHead.raw);
      if (interimHead.status === 100) {
        onContinue();
      }
    },
    onHead(responseHead) {
      head = responseHead;
      handler.onHead(responseHead);
    },
    onData(chunk) {
      received.add(chunk);
      collectChunks(chunk.length);
      if (request.body === undefined && request.abortAt !== undefined && received.size >= request.abortAt) {
        throw cutFailure(request.abortAt, 'received');
      }
      backlog = holdBack(backlog, () => handler.onData(chunk));
    },
    onEnd(reusable) {
      isReusable = reusable;
      if (backlog === null) {
        settle(null);
      } else {
        backlog.then(() => settle(null), fail);
      }
    },
  });

  function holdBack(before: Promise<void> | null, write: () => void | Promise<void>): Promise<void> | null {
    const next = before === null ? write() : before.then(write);
    if (!(next instanceof Promise)) {
      return null;
    }
    socket.pause();
    const chain = next.then(() => {
      if (backlog === chain) {
        backlog = null;
        socket.resume();
      }
    });
    chain.catch(fail);
    return chain;
  }

  function fail(error: unknown): void {
    settle(toExchangeFailure(error));
  }
  function guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      fail(error);
    }
  }
  const onData = (chunk: Uint8Array): void => guarded(() => reader.feed(chunk));
  const onClose = (): void => guarded(() => reader.close());
  const onError = (error: Error): void => {
    const failure = toExchangeFailure(error);
    fail(reader.hasBegun && failure.kind === 'reset' ? truncated(failure) : failure);
  };
  const onAbort = (): void => fail(signal.reason);
  const drained = (): void => onDrain();

  /** Writes what is at hand whole in one go, without a promise: most requests are such. */
  function sendAtOnce(body: Uint8Array | undefined): void {
    if (body === undefined) {
      socket.write(request.head, 'utf8');
    } else {
      sent.add(body);
      socket.write(Buffer.concat([Buffer.from(request.head, 'utf8'), body]));
    }
    isSending = false;
  }

  async function sendInSteps(body: Uint8Array | (() => AsyncIterable<Uint8Array>)): Promise<void> {
    socket.write(request.head, 'utf8');
    if (request.expectContinue === true) {
      await waitFor((wake) => {
        onContinue = wake;
      }, continueWaitMs);
    }
    for await (const piece of body instanceof Uint8Array ? [body] : body()) {
      if (isSettled) {
        return;
      }
      const chunk = cut(piece, sent.size, request.abortAt);
      sent.add(chunk);
      collectChunks(chunk.length);
      const isFlowing = socket.write(chunk);
      if (chunk.length < piece.length || sent.size === request.abortAt) {
        await new Promise((resolve) => socket.write('', resolve));
        throw cutFailure(sent.size, 'sent');
      }
      if (!isFlowing) {
        await waitFor((wake) => {
          onDrain = wake;
        });
      }
    }
  }

  async function waitFor(arm: (wake: () => void) => void, limitMs?: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((wake) => {
      if (isSettled) {
        wake();
        return;
      }
      arm(wake);
      if (limitMs !== undefined) {
        timer = setTimeout(wake, limitMs);
      }
    });
    clearTimeout(timer);
  }

  socket.on('data', onData).on('close', onClose).on('end', onClose).on('error', onError).on('drain', drained);
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) {
    onAbort();
  }
  let sending: Promise<void> | undefined;
  if (!isSettled) {
    const { body } = request;
    if (body === undefined || (body instanceof Uint8Array && isSentAtOnce(request))) {
      sendAtOnce(body);
    } else {
      sending = sendInSteps(body)
        .catch(fail)
        .finally(() => {
          isSending = false;
        });
    }
  }
  const failure = await settled;
  const seconds = (performance.now() - startMs) / 1000;
  signal.removeEventListener('abort', onAbort);
  socket
    .off('data', onData)
    .off('close', onClose)
    .off('end', onClose)
    .off('error', onError)
    .off('drain', drained);
  // If the response arrives before the whole request was sent, the connection is left in the middle of a body.
  if (failure === null && isReusable && !isSending && request.isIrregular !== true) {
    connection.release();
  } else {
    connection.discard();
  }
  await sending;

  const responseHead = head as ResponseHead | null;
  return {
    exchange: {
      method: request.method,
      url: request.url,
      requestHead: request.head,
      requestBody: sent.bytes(),
      requestBodySize: sent.size,
      status: responseHead?.status ?? null,
      responseHead: responseHead === null ? null : [...interimHeads, responseHead.raw].join(''),
      responseBody: received.bytes(),
      responseBodySize: received.size,
      requestId: (responseHead && headerValue(responseHead.headers, 'x-amz-request-id')) ?? null,
      seconds,
    },
    head: responseHead,
    interim,
    failure,
    hasNoResponse: failure?.kind === 'reset' && !reader.hasBegun,
  };
}

function isSentAtOnce({ expectContinue, abortAt }: WireRequest): boolean {
  return expectContinue !== true && abortAt === undefined;
}

function cut(piece: Uint8Array, sentBefore: number, abortAt: number | undefined): Uint8Array {
  return abortAt === undefined ? piece : piece.subarray(0, Math.max(0, abortAt - sentBefore));
}

function cutFailure(at: number, direction: 'sent' | 'received'): ExchangeFailure {
  return new ExchangeFailure('client', `the connection was cut after ${at} bytes ${direction}`, 'CUT');
}

function truncated(failure: ExchangeFailure): ExchangeFailure {
  return new ExchangeFailure('truncated', failure.message, failure.code);
}
