import { STATUS_CODES } from 'node:http';
import { type HeaderList, headerValue } from '../lib/headers.js';
import { type ArchivedExchange, type ArchivedMessage, writeArchive } from '../reporting/har-archive.js';
import { encodeUriPath, formatQuery } from '../s3/signing/uri-encoding.js';
import type { Recording, RecordingLine } from './recording/schema.js';

/** An HTTP Archive of a recording; bodies are those of documents. `version` is that of s3tester. */
export function writeRecordingArchive({ head, lines }: Recording, version: string): Generator<string> {
  const started = Date.parse(head.started);
  return writeArchive({ version }, lines, (line) => archivedOf(line, started, head.scheme ?? 'http'));
}

function archivedOf(line: RecordingLine, started: number, scheme: string): ArchivedExchange {
  const { at, took, method, operation, failure, headers, body, response } = line;
  const status = response?.status ?? 0;
  return {
    started: new Date(started + at).toISOString(),
    time: took,
    ...{ method, url: urlOf(line, scheme), status, reason: STATUS_CODES[status] ?? '' },
    request: messageOf(headers, body),
    response: messageOf(response?.headers ?? [], response?.body ?? { length: 0 }),
    comment: [`#${line.n}`, operation ?? 'no operation of the API', ...(failure ? [failure] : [])].join(' '),
  };
}

function messageOf(
  headers: HeaderList,
  { length, text }: { readonly length: number; readonly text?: string },
): ArchivedMessage {
  return {
    version: 'HTTP/1.1',
    headers: headers.map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize: length,
    body: text === undefined ? undefined : { size: length, text, truncated: false },
  };
}

function urlOf({ headers, addressing, bucket, key, query }: RecordingLine, scheme: string): string {
  const host = headerValue(headers, 'host') ?? 'localhost';
  const inPath = addressing === 'path' && bucket !== null ? `/${encodeUriPath(bucket)}` : '';
  const path = `${inPath}/${encodeUriPath(key ?? '')}`;
  const asked = formatQuery(query.map(([name, value]) => [name, value === '' ? null : value]));
  return `${scheme}://${host}${path}${asked === '' ? '' : `?${asked}`}`;
}
