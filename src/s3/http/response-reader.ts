import { headerValue } from '../../lib/headers.js';
import { ExchangeFailure } from './exchange-failure.js';
import { parseResponseHead, type ResponseHead } from './message-head.js';

/** What a response reader reports, in the order it reads. */
export interface ResponseEvents {
  onInterim(head: ResponseHead): void;
  onHead(head: ResponseHead): void;
  onData(chunk: Uint8Array): void;
  /** The response is whole; `reusable` says whether its connection may carry another request. */
  onEnd(reusable: boolean): void;
}

/** An incremental reader of one HTTP/1.x response (RFC 9112); it throws an ExchangeFailure on what is not HTTP. */
export interface ResponseReader {
  feed(chunk: Uint8Array): void;
  /** The peer closed the connection: ends a body that lasts until then, else throws what is missing. */
  close(): void;
  readonly hasBegun: boolean;
}

type State =
  | { readonly kind: 'head' }
  | { readonly kind: 'length'; left: number }
  | { readonly kind: 'until-close' }
  | { readonly kind: 'chunk-size' }
  | { readonly kind: 'chunk-data'; left: number }
  | { readonly kind: 'chunk-end' }
  | { readonly kind: 'trailers' }
  | { readonly kind: 'done' };

const maxHeadBytes = 256 * 1024;
const empty = new Uint8Array(0);

/** Makes a reader for the response to one request; `method` decides whether a body follows (HEAD has none). */
export function createResponseReader(method: string, events: ResponseEvents): ResponseReader {
  let state: State = { kind: 'head' };
  let pending: Uint8Array = empty;
  let hasBegun = false;
  let keepAlive = false;

  function finish(reusable: boolean): void {
    state = { kind: 'done' };
    events.onEnd(reusable && pending.length === 0);
  }

  function take(count: number): Uint8Array {
    const taken = pending.subarray(0, count);
    pending = pending.subarray(count);
    return taken;
  }

  function readHead(): boolean {
    const end = headEnd(pending);
    if (end < 0) {
      limit('its head');
      return false;
    }
    const head = parseResponseHead(take(end));
    if (head.status < 200 && head.status !== 101) {
      events.onInterim(head);
      return true;
    }
    keepAlive = isPersistent(head);
    events.onHead(head);
    state = bodyState(method, head);
    if (state.kind === 'length' && state.left === 0) {
      finish(keepAlive);
    }
    return true;
  }

  function readLine(): string | undefined {
    const end = pending.indexOf(10);
    if (end < 0) {
      limit('a line of its chunks');
      return undefined;
    }
    return Buffer.from(take(end + 1))
      .toString('latin1')
      .trimEnd();
  }

  function limit(what: string): void {
    if (pending.length > maxHeadBytes) {
      throw new ExchangeFailure('protocol', `${what} is longer than ${maxHeadBytes} bytes`);
    }
  }

  function readData(current: { left: number }): boolean {
    const chunk = take(Math.min(current.left, pending.length));
    current.left -= chunk.length;
    if (chunk.length > 0) {
      events.onData(chunk);
    }
    return current.left === 0;
  }

  /** One step of reading; false where more bytes are needed. */
  function advance(): boolean {
    switch (state.kind) {
      case 'head':
        return readHead();
      case 'length':
        if (readData(state)) {
          finish(keepAlive);
          return true;
        }
        return false;
      case 'until-close':
        events.onData(take(pending.length));
        return false;
      case 'chunk-size': {
        const line = readLine();
        if (line === undefined) {
          return false;
        }
        const size = parseChunkSize(line);
        state = size === 0 ? { kind: 'trailers' } : { kind: 'chunk-data', left: size };
        return true;
      }
      case 'chunk-data':
        if (readData(state)) {
          state = { kind: 'chunk-end' };
          return true;
        }
        return false;
      case 'chunk-end': {
        const line = readLine();
        if (line !== undefined && line !== '') {
          throw new ExchangeFailure('protocol', 'a chunk of the body is longer than its size says');
        }
        if (line !== undefined) {
          state = { kind: 'chunk-size' };
        }
        return line !== undefined;
      }
      case 'trailers': {
        const line = readLine();
        if (line === '') {
          finish(keepAlive);
        }
        return line !== undefined;
      }
      case 'done':
        return false;
    }
  }

  return {
    get hasBegun() {
      return hasBegun;
    },
    feed(chunk) {
      hasBegun = true;
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      while (pending.length > 0 && state.kind !== 'done' && advance()) {}
    },
    close() {
      if (state.kind === 'until-close') {
        finish(false);
      } else if (state.kind === 'head') {
        throw hasBegun
          ? new ExchangeFailure('truncated', 'the connection was closed within the head of the response')
          : new ExchangeFailure('reset', 'the connection was closed without a response', 'ECONNRESET');
      } else if (state.kind !== 'done') {
        const missing = 'left' in state ? `, ${state.left} bytes short` : '';
        throw new ExchangeFailure('truncated', `the connection was closed within the body${missing}`);
      }
    },
  };
}

function headEnd(bytes: Uint8Array): number {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const proper = view.indexOf('\r\n\r\n', 0, 'latin1');
  if (proper >= 0) {
    return proper + 4;
  }
  const bare = view.indexOf('\n\n', 0, 'latin1');
  return bare < 0 ? -1 : bare + 2;
}

function isPersistent(head: ResponseHead): boolean {
  const connection = headerValue(head.headers, 'connection')?.toLowerCase() ?? '';
  return head.httpVersion === '1.1' ? !connection.includes('close') : connection.includes('keep-alive');
}

function bodyState(method: string, head: ResponseHead): State {
  if (method === 'HEAD' || head.status === 204 || head.status === 304 || head.status === 101) {
    return { kind: 'length', left: 0 };
  }
  if (/\bchunked\s*$/i.test(headerValue(head.headers, 'transfer-encoding') ?? '')) {
    return { kind: 'chunk-size' };
  }
  const lengths = new Set(headerValue(head.headers, 'content-length')?.split(/\s*,\s*/));
  const [length] = lengths;
  if (length === undefined) {
    return { kind: 'until-close' };
  }
  if (lengths.size > 1 || !/^\d+$/.test(length)) {
    throw new ExchangeFailure('protocol', `the Content-Length is ${[...lengths].join(', ')}`);
  }
  return { kind: 'length', left: Number(length) };
}

function parseChunkSize(line: string): number {
  const digits = /^([0-9a-f]+)\s*(?:;.*)?$/i.exec(line)?.[1];
  if (digits === undefined) {
    throw new ExchangeFailure(
      'protocol',
      `a chunk of the body begins with ${JSON.stringify(line.slice(0, 40))}`,
    );
  }
  return Number.parseInt(digits, 16);
}
