import type { ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import type { HeaderList } from '../../lib/headers.js';
import { describeFailure } from '../../s3/http/exchange-failure.js';
import type { ExchangeWatch } from '../exchange/exchange-watch.js';
import { headerPairs } from '../exchange/header-pairs.js';
import { whenRead } from '../exchange/when-read.js';
import { Refusal, refusalDocument } from './refusal.js';

/** A request that came, and where it is answered. */
export interface Incoming {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly watch: ExchangeWatch;
}

/** How a request goes on. */
export interface Outgoing {
  readonly request: ClientRequest;
  /** Changes the bytes of its body on their way; null where they stay as they are. */
  readonly change: Transform | null;
  /** The server, as messages name it. */
  readonly endpoint: string;
  /** Changes a link of the response that leads to the server itself. */
  rewriteLocation(location: string): string;
}

/** A server that asks for no body is not waited for longer, as clients do it. */
const longestWaitMs = 1000;
/** Of a connection, not of what it carries (RFC 9110, section 7.6.1); Node writes its own. */
const ownHeaders = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

/** Passes a request on and its response back, both as they come; a client that goes away ends both. */
export function forward(incoming: Incoming, outgoing: Outgoing): void {
  const { message, response, watch } = incoming;
  const { request, change, endpoint } = outgoing;
  let hasAnswer = false;
  const fail = (error: Error): void => {
    message.unpipe().resume();
    // A server that has answered may well have closed the connection before it had the whole body.
    if (hasAnswer) {
      return;
    }
    hasAnswer = true;
    request.destroy();
    refuse(
      incoming,
      error instanceof Refusal
        ? error
        : new Refusal(502, 'BadGateway', describeFailure(error, endpoint).message),
    );
  };
  request.on('error', fail);
  request.on('response', (answer) => {
    if (!hasAnswer) {
      hasAnswer = true;
      sendBack(answer, incoming, outgoing);
    }
  });
  response.on('close', () => {
    if (!response.writableFinished) {
      watch.fail('the client went away before the response was whole');
      request.destroy();
    }
  });
  awaitContinue(incoming, request);
  message.on('data', (bytes: Buffer) => watch.sent(bytes));
  if (change === null) {
    message.pipe(request);
  } else {
    change.on('error', fail);
    message.pipe(change).pipe(request);
  }
}

/** Answers a request that does not go on. */
export function refuse({ message, response, watch }: Incoming, refusal: Refusal): void {
  watch.fail(`${refusal.code}: ${refusal.message}`);
  message.resume();
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const document = Buffer.from(refusalDocument(refusal));
  const isHead = message.method === 'HEAD';
  // What is left of a body that nobody reads must not be taken for the next request.
  response.shouldKeepAlive &&= message.complete;
  response
    .writeHead(refusal.status, { 'content-type': 'application/xml', 'content-length': document.length })
    .end(isHead ? undefined : document);
}

/** A client that asks whether it may send its body is told so when the server is ready for it. */
function awaitContinue({ message, response }: Incoming, request: ClientRequest): void {
  if (!/^100-continue$/i.test(message.headers.expect ?? '')) {
    return;
  }
  let isAsked = true;
  // Without the body the connection cannot carry another request.
  response.shouldKeepAlive = false;
  const goOn = (): void => {
    if (isAsked && !response.headersSent) {
      response.shouldKeepAlive = true;
      response.writeContinue();
    }
    isAsked = false;
  };
  request.once('continue', goOn);
  const timer = setTimeout(goOn, longestWaitMs);
  request.once('response', () => clearTimeout(timer));
  response.once('close', () => clearTimeout(timer));
}

function sendBack(answer: IncomingMessage, { message, response, watch }: Incoming, outgoing: Outgoing): void {
  const { statusCode: status = 502, statusMessage = '' } = answer;
  const received = headerPairs(answer.rawHeaders);
  watch.responded(status, received);
  const headers: HeaderList = received
    .filter(([name]) => !ownHeaders.has(name.toLowerCase()))
    .map(([name, value]) => [
      name,
      name.toLowerCase() === 'location' ? outgoing.rewriteLocation(value) : value,
    ]);
  response.sendDate = false;
  response.writeHead(status, statusMessage, headers.flat());
  const breakOff = (): void => {
    watch.fail('the server broke its response off');
    response.destroy();
  };
  answer.on('error', breakOff);
  answer.on('data', (bytes: Buffer) => watch.received(bytes));
  answer.pipe(response);
  response.on('finish', () => whenRead(message, () => watch.hasBody, watch.end));
}
