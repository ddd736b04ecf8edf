import { headerValue } from '../../lib/headers.js';
import { ExchangeFailure } from './exchange-failure.js';
import { parseResponseHead, type ResponseHead } from './message-head.js';

/** What a response reader reports, in the order it reads. */
export interface ResponseEvents {
  onInterim(head: ResponseHead): void;
  onHead(head: ResponseHead): void;
  onBody(chunk: Uint8Array): void;
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

/** What comes next; `left` counts the bytes of a body or of a chunk of it. */
type State =
  | 'head'
  | 'length'
  | 'until-close'
  | 'chunk-size'
  | 'chunk-data'
  | 'chunk-end'
  | 'trailers'
  | 'done';

/** Many servers and clients stop at 8 or 16 KiB. */
const maxHeadBytes = 64 * 1024;
const empty: Uint8Array = new Uint8Array(0);

/** Makes a reader for the response to one request; `method` decides whether a body follows (HEAD has none). */
export function createResponseReader(method: string, events: ResponseEvents): ResponseReader {
  return new Reader(method, events);
}

class Reader implements ResponseReader {
  hasBegun = false;
  #state: State = 'head';
  #left = 0;
  #pending = empty;
  #keepAlive = false;

  constructor(
    private readonly method: string,
    private readonly events: ResponseEvents,
  ) {}

  feed(chunk: Uint8Array): void {
    this.hasBegun = true;
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    while (this.#pending.length > 0 && this.#state !== 'done' && this.#advance()) {}
  }

  close(): void {
    switch (this.#state) {
      case 'done':
        return;
      case 'until-close':
        this.#finish(false);
        return;
      case 'head':
        throw this.hasBegun
          ? new ExchangeFailure('truncated', 'the connection was closed within the head of the response')
          : new ExchangeFailure('reset', 'the connection was closed without a response', 'ECONNRESET');
      default: {
        const hasLength = this.#state === 'length' || this.#state === 'chunk-data';
        const missing = hasLength ? `, ${this.#left} bytes short` : '';
        throw new ExchangeFailure('truncated', `the connection was closed within the body${missing}`);
      }
    }
  }

  /** One step of reading; false where more bytes are needed. */
  #advance(): boolean {
    switch (this.#state) {
      case 'head':
        return this.#readHead();
      case 'length':
        if (this.#readData()) {
          this.#finish(this.#keepAlive);
          return true;
        }
        return false;
      case 'until-close':
        this.events.onBody(this.#take(this.#pending.length));
        return false;
      case 'chunk-size': {
        const line = this.#readLine();
        if (line !== undefined) {
          this.#left = parseChunkSize(line);
          this.#state = this.#left === 0 ? 'trailers' : 'chunk-data';
        }
        return line !== undefined;
      }
      case 'chunk-data':
        if (this.#readData()) {
          this.#state = 'chunk-end';
          return true;
        }
        return false;
      case 'chunk-end': {
        const line = this.#readLine();
        if (line !== undefined && line !== '') {
          throw new ExchangeFailure('protocol', 'a chunk of the body is longer than its size says');
        }
        if (line !== undefined) {
          this.#state = 'chunk-size';
        }
        return line !== undefined;
      }
      case 'trailers': {
        const line = this.#readLine();
        if (line === '') {
          this.#finish(this.#keepAlive);
        }
        return line !== undefined;
      }
      case 'done':
        return false;
    }
  }

  #readHead(): boolean {
    const end = headEnd(this.#pending);
    if (end < 0) {
      this.#limit('its head', this.#pending.length);
      return false;
    }
    this.#limit('its head', end);
    const head = parseResponseHead(this.#take(end));
    if (head.status < 200 && head.status !== 101) {
      this.events.onInterim(head);
      return true;
    }
    this.#keepAlive = isPersistent(head);
    this.events.onHead(head);
    this.#begin(head);
    if (this.#state === 'length' && this.#left === 0) {
      this.#finish(this.#keepAlive);
    }
    return true;
  }

  /** Finds how long the body is. */
  #begin(head: ResponseHead): void {
    if (this.method === 'HEAD' || head.status === 204 || head.status === 304 || head.status === 101) {
      this.#state = 'length';
      return;
    }
    const encoding = headerValue(head.headers, 'transfer-encoding');
    if (encoding !== undefined && /\bchunked\s*$/i.test(encoding)) {
      this.#state = 'chunk-size';
      return;
    }
    const length = readLength(headerValue(head.headers, 'content-length'));
    this.#state = length === undefined ? 'until-close' : 'length';
    this.#left = length ?? 0;
  }

  #readData(): boolean {
    const chunk = this.#take(Math.min(this.#left, this.#pending.length));
    this.#left -= chunk.length;
    if (chunk.length > 0) {
      this.events.onBody(chunk);
    }
    return this.#left === 0;
  }

  #readLine(): string | undefined {
    const end = this.#pending.indexOf(10);
    if (end < 0) {
      this.#limit('a line of its chunks', this.#pending.length);
      return undefined;
    }
    return latin1Of(this.#take(end + 1)).trimEnd();
  }

  #take(count: number): Uint8Array {
    const whole = this.#pending;
    if (count === whole.length) {
      this.#pending = empty;
      return whole;
    }
    this.#pending = whole.subarray(count);
    return whole.subarray(0, count);
  }

  #finish(isReusable: boolean): void {
    this.#state = 'done';
    this.events.onEnd(isReusable && this.#pending.length === 0);
  }

  #limit(what: string, bytes: number): void {
    if (bytes > maxHeadBytes) {
      throw new ExchangeFailure('protocol', `${what} is longer than ${maxHeadBytes} bytes`);
    }
  }
}

function latin1Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
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

function readLength(given: string | undefined): number | undefined {
  if (given === undefined) {
    return undefined;
  }
  const lengths = new Set(given.split(/\s*,\s*/));
  const [length = ''] = lengths;
  if (lengths.size > 1 || !/^\d+$/.test(length)) {
    throw new ExchangeFailure('protocol', `the Content-Length is ${[...lengths].join(', ')}`);
  }
  return Number(length);
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
