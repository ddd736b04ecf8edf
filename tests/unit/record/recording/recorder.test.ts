import { expect, test } from 'vitest';
import type { RecordingHead, RecordingLine } from '../../../../src/record/index.js';
import { createRecorder, type Exchange } from '../../../../src/record/recording/recorder.js';
import { sampleLine } from './sample-line.js';

function exchange(change: Partial<RecordingLine> = {}): Exchange {
  const { n, at, took, ...rest } = sampleLine(change);
  return rest;
}

function record(scheme: 'http' | 'https' = 'http') {
  const heads: RecordingHead[] = [];
  const lines: RecordingLine[] = [];
  let time = 1000;
  const recorder = createRecorder({
    application: 'app',
    version: null,
    started: new Date('2026-11-30T22:00:00Z'),
    scheme,
    now: () => time,
    mask: (line) => line,
    onHead: (head) => heads.push(head),
    onLine: (line) => lines.push(line),
  });
  const pass = (ms: number): void => {
    time += ms;
  };
  return { recorder, heads, lines, pass };
}

test('exchanges are written in the order in which their requests came', () => {
  const { recorder, lines, pass } = record();
  const [first, second, third] = [recorder.begin(), recorder.begin(), recorder.begin()];
  pass(5);
  third.finish(exchange());
  pass(5);
  first.finish(exchange());
  expect(lines.map(({ n }) => n)).toEqual([1]);
  second.finish(exchange());
  expect(lines.map(({ n, at, took }) => [n, at, took])).toEqual([
    [1, 0, 10],
    [2, 0, 10],
    [3, 0, 5],
  ]);
});

test('the head tells the addressing of the first request that names a bucket, the server that responded, and the scheme', () => {
  const { recorder, heads, lines } = record('https');
  const response = {
    status: 200,
    headers: [['server', 'MinIO']] as [string, string][],
    body: { length: 0, sha256: '' },
  };
  recorder.begin().finish(exchange({ bucket: null, key: null, response }));
  expect(heads).toEqual([]);
  recorder.begin().finish(exchange({ addressing: 'virtual-host' }));
  expect(heads).toEqual([
    {
      recording: 1,
      application: 'app',
      version: null,
      started: '2026-11-30T22:00:00.000Z',
      upstream: 'MinIO',
      addressing: 'virtual-host',
      scheme: 'https',
    },
  ]);
  expect(lines).toHaveLength(2);
});

test('a recording that ends has a head, and what was over', () => {
  const { recorder, heads, lines } = record();
  const [slow, quick] = [recorder.begin(), recorder.begin()];
  quick.finish(exchange());
  recorder.close();
  slow.finish(exchange());
  expect(heads).toHaveLength(1);
  expect(lines.map(({ n }) => n)).toEqual([2]);
});
