import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createResponseReader } from '../../../../src/s3/http/response-reader.js';

const answers: Readonly<Record<string, string>> = {
  'a length': 'HTTP/1.1 200 OK\r\nA: 1\r\nContent-Length: 11\r\n\r\nhello world',
  chunks:
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200\r\nTransfer-Encoding: chunked\r\n\r\n6\r\nhello \r\n5;x\r\nworld\r\n0\r\nT: 1\r\n\r\n',
  'bare line feeds': 'HTTP/1.1 200 OK\nContent-Length: 11\n\nhello world',
};

test.each(Object.entries(answers))('an answer with %s reads the same however it is cut', (_, text) => {
  const bytes = Buffer.from(text, 'latin1');
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 12 }), (cuts) => {
      const body: Uint8Array[] = [];
      let end: boolean | null = null;
      const reader = createResponseReader('GET', {
        onInterim: () => undefined,
        onHead: (head) => expect(head.status).toBe(200),
        onBody: (chunk) => body.push(chunk),
        onEnd: (reusable) => {
          end = reusable;
        },
      });
      const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
      for (let at = 1; at < edges.length; at++) {
        reader.feed(bytes.subarray(edges[at - 1], edges[at]));
      }
      expect(Buffer.concat(body).toString()).toBe('hello world');
      expect(end).toBe(true);
    }),
  );
});

test.each([
  ['HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', false],
  ['HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n', false],
  ['HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n', true],
  ['HTTP/1.1 204 No Content\r\n\r\n', true],
  ['HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', true],
  ['HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nmore', false],
])('%j leaves a connection that may be used again: %s', (text, expected) => {
  let end: boolean | null = null;
  const ignore = (): void => undefined;
  const reader = createResponseReader('GET', {
    onInterim: ignore,
    onHead: ignore,
    onBody: ignore,
    onEnd: (reusable) => {
      end = reusable;
    },
  });
  reader.feed(Buffer.from(text));
  expect(end).toBe(expected);
});
