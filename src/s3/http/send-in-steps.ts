import type { Socket } from 'node:net';
import { collectChunks } from './collect-chunks.js';
import { ExchangeFailure } from './exchange-failure.js';
import type { WireRequest } from './wire-request.js';

/** What an exchange shows to the code that sends its body. */
export interface SendingSide {
  readonly socket: Socket;
  readonly request: WireRequest;
  readonly isSettled: boolean;
  readonly sentBytes: number;
  /** What the body waits for, if it does; `wake` is also called where nothing is to be sent any more. */
  waiting: { readonly event: 'continue' | 'drain'; readonly wake: () => void } | null;
  noteSent(chunk: Uint8Array): void;
}

const continueWaitMs = 1000;

/** Whether a body at hand may go out with its head. */
export function isSentAtOnce({ expectContinue, abortAt }: WireRequest): boolean {
  return expectContinue !== true && abortAt === undefined;
}

/** Sends a request whose body is made as it is sent, or held back, or cut. Throws the failure of a cut. */
export async function sendInSteps(
  side: SendingSide,
  body: Uint8Array | (() => AsyncIterable<Uint8Array>),
): Promise<void> {
  const { socket, request } = side;
  socket.write(request.head, 'utf8');
  if (request.expectContinue === true) {
    await waitFor(side, 'continue', continueWaitMs);
  }
  for await (const piece of body instanceof Uint8Array ? [body] : body()) {
    if (side.isSettled) {
      return;
    }
    const chunk = cut(piece, side.sentBytes, request.abortAt);
    side.noteSent(chunk);
    collectChunks(chunk.length);
    const isFlowing = socket.write(chunk);
    if (chunk.length < piece.length || side.sentBytes === request.abortAt) {
      await new Promise((resolve) => socket.write('', resolve));
      throw cutFailure(side.sentBytes, 'sent');
    }
    if (!isFlowing) {
      await waitFor(side, 'drain');
    }
  }
}

async function waitFor(side: SendingSide, event: 'continue' | 'drain', limitMs?: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((wake) => {
    if (side.isSettled) {
      wake();
      return;
    }
    side.waiting = { event, wake };
    if (limitMs !== undefined) {
      timer = setTimeout(wake, limitMs);
    }
  });
  side.waiting = null;
  clearTimeout(timer);
}

function cut(piece: Uint8Array, sentBefore: number, abortAt: number | undefined): Uint8Array {
  return abortAt === undefined ? piece : piece.subarray(0, Math.max(0, abortAt - sentBefore));
}

/** Says that a connection was cut on purpose. */
export function cutFailure(at: number, direction: 'sent' | 'received'): ExchangeFailure {
  return new ExchangeFailure('client', `the connection was cut after ${at} bytes ${direction}`, 'CUT');
}
