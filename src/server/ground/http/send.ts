import type { ServerResponse } from 'node:http';
import { writeDocument } from '../xml/write.js';
import { writableValue } from './header-value.js';
import type { Reply, StreamBody } from './reply.js';

/** What became of a reply. */
export interface Sent {
  /** Body bytes handed to the connection. */
  readonly bytes: number;
  /** Why the body was broken off, where its bytes could not be read. */
  readonly failure?: unknown;
}

/** Sees a reply as it is written. */
export interface ReplyObserver {
  /** Headers as Node lists them: name, value, name, value. */
  responded(status: number, headers: readonly string[]): void;
  received(bytes: Uint8Array): void;
}

/** Writes a reply; HEAD gets no body. Rejects, with nothing sent, where the reply cannot be written. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  isHead: boolean,
  observer?: ReplyObserver,
): Promise<Sent> {
  const body = bodyOf(reply);
  const headers = headerLines(reply);
  if (hasLength(reply, isHead)) {
    headers.push('Content-Length', String(reply.stream?.size ?? body?.length ?? 0));
  }
  const writeHead = (): void => {
    response.writeHead(reply.status, headers);
    observer?.responded(reply.status, headers);
  };
  if (!isHead && reply.stream !== undefined && body === undefined) {
    return sendStream(response, reply.stream, writeHead, observer);
  }
  writeHead();
  if (isHead || body === undefined) {
    response.end();
    return { bytes: 0 };
  }
  observer?.received(body);
  response.end(body);
  return { bytes: body.length };
}

// The response to HEAD names the length of what GET would send; its errors have no body and no length.
function hasLength({ status, headers, xml }: Reply, isHead: boolean): boolean {
  if (status === 204 || status === 304 || headers?.['content-length'] !== undefined) {
    return false;
  }
  return !(isHead && (xml !== undefined || status >= 300));
}

// The head waits for the first bytes: where they cannot be read, there is still time to say so.
async function sendStream(
  response: ServerResponse,
  { chunks }: StreamBody,
  writeHead: () => void,
  observer: ReplyObserver | undefined,
): Promise<Sent> {
  let bytes = 0;
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) {
        return { bytes };
      }
      if (!response.headersSent) {
        writeHead();
      }
      bytes += chunk.length;
      observer?.received(chunk);
      if (!response.write(chunk)) {
        await writable(response);
      }
    }
    response.end();
    return { bytes };
  } catch (failure) {
    if (!response.headersSent) {
      throw failure;
    }
    // The status is out: a broken connection is the only way left to say that the body is not whole.
    response.destroy();
    return { bytes, failure };
  }
}

function writable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const settle = (): void => {
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.on('drain', settle).on('close', settle);
  });
}

function bodyOf(reply: Reply): Buffer | undefined {
  if (reply.bytes !== undefined) {
    return reply.bytes;
  }
  if (reply.xml !== undefined) {
    return Buffer.from(writeDocument(reply.xml));
  }
  return reply.text === undefined ? undefined : Buffer.from(reply.text);
}

function headerLines(reply: Reply): string[] {
  const lines: string[] = [];
  for (const name in reply.headers) {
    const value = reply.headers[name];
    if (value !== undefined) {
      lines.push(canonicalName(name), writableValue(value));
    }
  }
  if (reply.xml !== undefined && reply.headers?.['content-type'] === undefined) {
    lines.push('Content-Type', 'application/xml');
  }
  return lines;
}

const writtenNames = new Map<string, string>([['etag', 'ETag']]);

// S3 writes standard headers in title case and its own in lower case.
function canonicalName(name: string): string {
  let written = writtenNames.get(name);
  if (written === undefined) {
    written = name.startsWith('x-amz-') ? name : name.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
    if (!name.startsWith('x-amz-meta-')) {
      writtenNames.set(name, written);
    }
  }
  return written;
}
