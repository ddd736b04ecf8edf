import type { BodySample } from '../results/types.js';
import { renderJson, writeList } from './json.js';

/** A name and its value, as an archive lists headers and parameters. */
export interface ArchivedPair {
  readonly name: string;
  readonly value: string;
}

/** A request or a response, as an archive has it; `headersSize` in bytes, -1 where it is not known. */
export interface ArchivedMessage {
  readonly version: string;
  readonly headers: readonly ArchivedPair[];
  readonly headersSize: number;
  /** In bytes. */
  readonly bodySize: number;
  readonly body?: BodySample | undefined;
}

/** An exchange, as an archive has it. */
export interface ArchivedExchange {
  /** ISO 8601, UTC. */
  readonly started: string;
  /** In milliseconds. */
  readonly time: number;
  readonly method: string;
  readonly url: string;
  /** 0 without a response. */
  readonly status: number;
  readonly reason: string;
  readonly request: ArchivedMessage;
  readonly response: ArchivedMessage;
  readonly comment: string;
}

/** An HTTP Archive 1.2 (w3c.github.io/web-performance, HAR); exchanges are written one by one. */
export function* writeArchive<T>(
  about: { readonly version: string; readonly comment?: string },
  items: Iterable<T>,
  read: (item: T) => ArchivedExchange,
): Generator<string> {
  const creator = { name: 's3tester', version: about.version };
  const head = renderJson({
    log: {
      version: '1.2',
      creator,
      ...(about.comment === undefined ? {} : { comment: about.comment }),
    },
  });
  // The entries are the last member, and written one by one.
  yield `${head.slice(0, head.lastIndexOf('\n  }'))},\n    "entries": `;
  yield* writeList(items, '    ', (item) => entryOf(read(item)));
  yield '\n  }\n}\n';
}

function entryOf({
  started,
  time,
  method,
  url,
  status,
  reason,
  request,
  response,
  comment,
}: ArchivedExchange) {
  return {
    startedDateTime: started,
    time,
    request: {
      method,
      url,
      httpVersion: request.version,
      cookies: [],
      headers: request.headers,
      queryString: queryOf(url),
      headersSize: request.headersSize,
      bodySize: request.bodySize,
      ...(request.body
        ? { postData: { mimeType: contentTypeOf(request.headers), ...contentOf(request.body) } }
        : {}),
    },
    response: {
      status,
      statusText: reason,
      httpVersion: response.version,
      cookies: [],
      headers: response.headers,
      redirectURL: headerOf(response.headers, 'location') ?? '',
      headersSize: response.headersSize,
      bodySize: response.bodySize,
      content: {
        size: response.bodySize,
        mimeType: contentTypeOf(response.headers),
        ...(response.body ? contentOf(response.body) : {}),
      },
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment,
  };
}

function headerOf(headers: readonly ArchivedPair[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

function contentTypeOf(headers: readonly ArchivedPair[]): string {
  return headerOf(headers, 'content-type') ?? 'application/octet-stream';
}

function queryOf(url: string): ArchivedPair[] {
  if (!URL.canParse(url)) {
    return [];
  }
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

function contentOf({ text, base64, truncated }: BodySample) {
  const body = text === undefined ? { text: base64 ?? '', encoding: 'base64' } : { text };
  return truncated ? { ...body, comment: 'the first KiB of it' } : body;
}
