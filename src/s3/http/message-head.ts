import type { HeaderList } from '../../lib/headers.js';
import { ExchangeFailure } from './exchange-failure.js';

/** The status line and headers of one response, `raw` as it was received (RFC 9112, section 4). */
export interface ResponseHead {
  readonly httpVersion: string;
  readonly status: number;
  readonly headers: HeaderList;
  readonly raw: string;
}

/** Writes a request head with its closing empty line; nothing in it is checked or normalised. */
export function formatRequestHead(
  method: string,
  target: string,
  headers: HeaderList,
  httpVersion = '1.1',
): string {
  let head = `${method} ${target} HTTP/${httpVersion}\r\n`;
  for (const [name, value] of headers) {
    head += `${name}: ${value}\r\n`;
  }
  return `${head}\r\n`;
}

const statusLine = /^HTTP\/(\d(?:\.\d)?) +(\d{3})(?: .*)?$/;

/**
 * Reads a response head, leniently: bare line feeds and folded lines are understood, a line without a colon is
 * passed over. Throws an ExchangeFailure where the first line is no status line.
 */
export function parseResponseHead(bytes: Uint8Array): ResponseHead {
  const latin1 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const isAscii = !highByte.test(latin1);
  const [first, next] = lineAt(latin1, 0);
  const status = statusLine.exec(first);
  if (status === null) {
    throw new ExchangeFailure('protocol', `the response begins with ${JSON.stringify(first.slice(0, 80))}`);
  }
  return {
    httpVersion: status[1] ?? '',
    status: Number(status[2]),
    headers: parseHeaderLines(latin1, next, isAscii ? (text) => text : decodeText),
    raw: isAscii ? latin1 : decodeText(latin1),
  };
}

/** The line that begins at a position, without its end, and where the next one begins. */
function lineAt(text: string, from: number): readonly [line: string, next: number] {
  const feed = text.indexOf('\n', from);
  if (feed < 0) {
    return [text.slice(from), text.length];
  }
  const end = feed > from && text.charCodeAt(feed - 1) === carriageReturn ? feed - 1 : feed;
  return [text.slice(from, end), feed + 1];
}

function parseHeaderLines(text: string, from: number, decode: (latin1: string) => string): HeaderList {
  const headers: [string, string][] = [];
  for (let at = from; at < text.length; ) {
    const [line, next] = lineAt(text, at);
    at = next;
    const previous = headers.at(-1);
    const begin = line.charCodeAt(0);
    if (previous !== undefined && (begin === space || begin === tab)) {
      previous[1] = `${previous[1]} ${decode(line.trim())}`;
      continue;
    }
    const colon = line.indexOf(':');
    if (colon > 0) {
      headers.push([line.slice(0, colon).trimEnd(), decode(line.slice(colon + 1).trim())]);
    }
  }
  return headers;
}

const carriageReturn = 13;
const space = 32;
const tab = 9;
const highByte = /[\u0080-\u00ff]/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads text that was received as bytes, one a character: as UTF-8 where it is, else as Latin-1. */
export function decodeText(latin1: string): string {
  if (!highByte.test(latin1)) {
    return latin1;
  }
  try {
    return utf8.decode(Buffer.from(latin1, 'latin1'));
  } catch {
    return latin1;
  }
}
