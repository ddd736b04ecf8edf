import type { ServerResponse } from 'node:http';
import { writeDocument } from '../xml/write.js';
import type { Reply } from './reply.js';

/** Writes a reply; HEAD gets no body. Resolves with the number of body bytes handed to the connection. */
export async function sendReply(response: ServerResponse, reply: Reply, isHead: boolean): Promise<number> {
  const body = bodyOf(reply);
  const headers = headerLines(reply);
  if (hasLength(reply, isHead)) {
    headers.push('Content-Length', String(reply.stream?.size ?? body?.length ?? 0));
  }
  response.writeHead(reply.status, headers);
  if (isHead || (body === undefined && reply.stream === undefined)) {
    response.end();
    return 0;
  }
  if (body !== undefined) {
    response.end(body);
    return body.length;
  }
  return reply.stream === undefined ? 0 : sendStream(response, reply.stream.chunks);
}

// The response to HEAD names the length of what GET would send; its errors have no body and no length.
function hasLength({ status, headers, xml }: Reply, isHead: boolean): boolean {
  if (status === 204 || status === 304 || headers?.['content-length'] !== undefined) {
    return false;
  }
  return !(isHead && (xml !== undefined || status >= 300));
}

async function sendStream(response: ServerResponse, chunks: AsyncIterable<Buffer>): Promise<number> {
  let sent = 0;
  try {
    for await (const chunk of chunks) {
      if (response.destroyed) {
        return sent;
      }
      sent += chunk.length;
      if (!response.write(chunk)) {
        await writable(response);
      }
    }
    response.end();
  } catch {
    // The status is out: a broken connection is the only way left to say that the body is not whole.
    response.destroy();
  }
  return sent;
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
      lines.push(canonicalName(name), value);
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
