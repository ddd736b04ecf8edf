import type { ResultSource } from '../results/source.js';
import type { BodySample, HttpRecord, StepResult } from '../results/types.js';
import { writeList, writeObject } from './json.js';
import { describeLeftOut } from './turns.js';

/** An HTTP Archive 1.2 of every exchange that has a trace; bodies hold their first KiB (w3c.github.io/web-performance, HAR). */
export function* writeHar(source: ResultSource): Generator<string> {
  const creator = { name: 's3tester', version: source.s3tester_version };
  const leftOut = describeLeftOut(source.results);
  const log = {
    version: '1.2',
    creator,
    ...(leftOut === null ? {} : { comment: leftOut }),
    entries: (indent: string) =>
      writeList(exchangesOf(source), indent, ([step, exchange]) => entryOf(step, exchange)),
  };
  yield* writeObject({ log: (indent: string) => writeObject(log, indent) }, '');
  yield '\n';
}

function* exchangesOf({ results }: ResultSource): Generator<readonly [StepResult, HttpRecord]> {
  for (const entry of results) {
    const step = entry.read();
    for (const exchange of step.http) {
      yield [step, exchange];
    }
  }
}

function entryOf(step: StepResult, exchange: HttpRecord) {
  const { method, url, status, duration, trace } = exchange;
  const request = parseHead(trace?.request.head ?? '');
  const response = parseHead(trace?.response?.head ?? '');
  const time = duration * 1000;
  return {
    startedDateTime: step.timestamp,
    time,
    request: {
      method,
      url,
      httpVersion: request.version ?? 'HTTP/1.1',
      cookies: [],
      headers: request.headers,
      queryString: queryOf(url),
      headersSize: trace ? Buffer.byteLength(trace.request.head) : -1,
      bodySize: trace?.request.body?.size ?? 0,
      ...(trace?.request.body
        ? { postData: { mimeType: contentTypeOf(request.headers), ...contentOf(trace.request.body) } }
        : {}),
    },
    response: {
      status: status ?? 0,
      statusText: response.reason,
      httpVersion: response.version ?? 'HTTP/1.1',
      cookies: [],
      headers: response.headers,
      redirectURL: headerOf(response.headers, 'location') ?? '',
      headersSize: trace?.response ? Buffer.byteLength(trace.response.head) : -1,
      bodySize: trace?.response?.body?.size ?? 0,
      content: {
        size: trace?.response?.body?.size ?? 0,
        mimeType: contentTypeOf(response.headers),
        ...(trace?.response?.body ? contentOf(trace.response.body) : {}),
      },
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: [step.case ?? step.group_name, step.step, step.operation_name ?? step.kind].join(' '),
  };
}

type Header = { readonly name: string; readonly value: string };

function parseHead(head: string): {
  readonly version: string | undefined;
  readonly reason: string;
  readonly headers: Header[];
} {
  const [first = '', ...lines] = head.split(/\r?\n/).filter((line) => line !== '');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() };
  });
  const version = /HTTP\/\d\.\d/.exec(first)?.[0];
  return { version, reason: first.startsWith('HTTP/') ? first.split(' ').slice(2).join(' ') : '', headers };
}

function headerOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name)?.value;
}

function contentTypeOf(headers: readonly Header[]): string {
  return headerOf(headers, 'content-type') ?? 'application/octet-stream';
}

function queryOf(url: string): Header[] {
  if (!URL.canParse(url)) {
    return [];
  }
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

function contentOf({ text, base64, truncated }: BodySample) {
  const body = text === undefined ? { text: base64 ?? '', encoding: 'base64' } : { text };
  return truncated ? { ...body, comment: 'the first KiB of it' } : body;
}
