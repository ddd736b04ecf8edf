import { expect, test } from 'vitest';
import { writeRecordingArchive } from '../../../src/record/archive.js';
import { emptySha256, sampleLine } from './recording/sample-line.js';

const head = {
  recording: 1,
  application: 'app',
  version: null,
  started: '2026-11-30T22:00:00.000Z',
  upstream: null,
  addressing: 'path',
} as const;

function archive(...lines: readonly Parameters<typeof sampleLine>[0][]) {
  const text = [...writeRecordingArchive({ head, lines: lines.map(sampleLine) }, '1.2.3')].join('');
  return JSON.parse(text).log;
}

test('an exchange is an entry with its address, its time and its documents', () => {
  const { creator, entries } = archive({
    n: 7,
    at: 1500,
    took: 20,
    operation: 'ListObjectsV2',
    key: null,
    query: [
      ['list-type', '2'],
      ['prefix', 'a/b'],
    ],
    headers: [['host', '127.0.0.1:9000']],
    response: {
      status: 404,
      headers: [['content-type', 'application/xml']],
      body: { length: 8, sha256: emptySha256, text: '<Error/>' },
    },
  });
  expect(creator).toEqual({ name: 's3tester', version: '1.2.3' });
  expect(entries).toMatchObject([
    {
      startedDateTime: '2026-11-30T22:00:01.500Z',
      time: 20,
      request: {
        method: 'GET',
        url: 'http://127.0.0.1:9000/b/?list-type=2&prefix=a%2Fb',
        queryString: [
          { name: 'list-type', value: '2' },
          { name: 'prefix', value: 'a/b' },
        ],
      },
      response: {
        status: 404,
        statusText: 'Not Found',
        content: { size: 8, mimeType: 'application/xml', text: '<Error/>' },
      },
      comment: '#7 ListObjectsV2',
    },
  ]);
});

test('over TLS the address is one of https', () => {
  const recording = {
    head: { ...head, scheme: 'https' as const },
    lines: [sampleLine({ headers: [['host', 'h:1']] })],
  };
  const { entries } = JSON.parse([...writeRecordingArchive(recording, '1.2.3')].join('')).log;
  expect(entries[0].request.url).toMatch(/^https:\/\/h:1\/b\//);
});

test('a bucket of a host name is not in the path, and a failure is in the comment', () => {
  const { entries } = archive({
    addressing: 'virtual-host',
    headers: [['host', 'b.localhost:9000']],
    key: 'a b',
    response: null,
    failure: 'gone',
    operation: null,
  });
  expect(entries[0]).toMatchObject({
    request: { url: 'http://b.localhost:9000/a%20b' },
    response: { status: 0 },
    comment: '#1 no operation of the API gone',
  });
});
