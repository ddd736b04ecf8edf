import { describe, expect, test } from 'vitest';
import type { RecordingHead, RecordingLine } from '../../../../src/record/index.js';
import { needOf } from '../../../../src/record/need/need-of.js';
import { needShape } from '../../../../src/record/need/schema.js';
import { emptySha256, sampleLine } from '../recording/sample-line.js';

const head: RecordingHead = {
  recording: 1,
  application: 'app',
  version: '1.2.3',
  started: '2026-11-30T22:00:00.000Z',
  upstream: 'MinIO',
  addressing: 'path',
};

const signed =
  'AWS4-HMAC-SHA256 Credential=KEY/20261130/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=***';

function need(...lines: readonly Partial<RecordingLine>[]) {
  return needOf({ head, lines: lines.map((line, at) => sampleLine({ n: at + 1, ...line })) });
}

function put(length: number, change: Partial<RecordingLine> = {}): Partial<RecordingLine> {
  return {
    operation: 'PutObject',
    method: 'PUT',
    body: { length, sha256: emptySha256, sent_as: 'plain' },
    ...change,
  };
}

function part(number: number, length: number, upload = 'u'): Partial<RecordingLine> {
  const query: [string, string][] = [
    ['partNumber', String(number)],
    ['uploadId', upload],
  ];
  return put(length, { operation: 'UploadPart', query });
}

function list(...query: [string, string][]): Partial<RecordingLine> {
  return { operation: 'ListObjectsV2', key: null, query: [['list-type', '2'], ...query] };
}

describe('the need of a recording', () => {
  test('has the shape that it is said to have, and says what was recorded', () => {
    const made = need(put(5), {}, part(1, 10), list());
    expect(needShape.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      application: 'app',
      version: '1.2.3',
      recorded: '2026-11-30',
      upstream: 'MinIO',
      requests: 4,
      largest_object: 5,
    });
    expect(made).not.toHaveProperty('left_out');
  });

  test('names operations in order, and counts what is none', () => {
    const made = need(put(1), put(2), {}, put(3), { operation: null });
    expect(Object.keys(made.operations)).toEqual(['PutObject', 'GetObject']);
    expect(made.order).toEqual(['PutObject ×2', 'GetObject', 'PutObject']);
    expect(made.operations.PutObject?.count).toBe(3);
    expect(made.left_out).toBe(1);
  });

  test('leaves out what a long order has further', () => {
    const made = need(...Array.from({ length: 300 }, (_, at) => (at % 2 === 0 ? put(1) : {})));
    expect(made.order).toHaveLength(200);
    expect(made.order_left_out).toBe(100);
  });

  test('has parameters by the names of the API, conditions apart, and what the API does not name', () => {
    const made = need({
      query: [
        ['versionId', 'v'],
        ['x-id', 'GetObject'],
        ['custom', '1'],
        ['X-Amz-Signature', '***'],
      ],
      headers: [
        ['host', 'h'],
        ['if-match', '"e"'],
        ['x-amz-checksum-mode', 'ENABLED'],
        ['clickhouse-request', 'attempt=1'],
      ],
    });
    expect(made.operations.GetObject).toMatchObject({
      parameters: ['ChecksumMode', 'IfMatch', 'VersionId'],
      values: { ChecksumMode: ['ENABLED'] },
      conditions: ['IfMatch'],
      headers: ['clickhouse-request'],
      query: ['custom'],
    });
  });

  test('knows metadata by its prefix', () => {
    const made = need(put(1, { headers: [['x-amz-meta-a', '1']] }));
    expect(made.operations.PutObject?.parameters).toEqual(['Metadata']);
    expect(made.operations.PutObject).not.toHaveProperty('headers');
  });

  test('tells the forms of requests', () => {
    const made = need(
      put(1, {
        headers: [
          ['authorization', signed],
          ['x-amz-content-sha256', emptySha256],
          ['x-amz-checksum-crc32', 'AAAAAA=='],
          ['x-amz-checksum-algorithm', 'CRC32'],
          ['content-md5', '***'],
          ['expect', '100-continue'],
        ],
      }),
      put(1, {
        addressing: 'virtual-host',
        headers: [
          ['authorization', signed],
          ['x-amz-content-sha256', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'],
        ],
        body: {
          length: 1,
          sha256: emptySha256,
          sent_as: 'aws-chunked',
          trailers: ['x-amz-checksum-crc64nvme'],
        },
      }),
    );
    expect(made.operations.PutObject?.forms).toEqual({
      addressing: ['path', 'virtual-host'],
      sign: ['v4', 'v4-unsigned-trailer'],
      transfer: ['plain', 'aws-chunked'],
      checksum: [
        { algorithm: 'CRC32', form: 'header' },
        { algorithm: 'MD5', form: 'header' },
        { algorithm: 'CRC64NVME', form: 'trailer' },
      ],
      expect_continue: true,
    });
  });

  test('tells the forms of ranges', () => {
    const ranges = ['bytes=0-9', 'bytes=5-', 'bytes=-5', 'bytes=1-2'];
    const made = need(...ranges.map((range) => ({ headers: [['range', range] as [string, string]] })));
    expect(made.operations.GetObject?.forms.range).toEqual(['closed', 'open', 'suffix']);
  });

  test('tells the elements of documents', () => {
    const text =
      '<?xml version="1.0"?><Delete xmlns="x"><Quiet>true</Quiet><Object><Key>a</Key></Object><Object><Key>b</Key><VersionId/></Object></Delete>';
    const body = { length: 1, sha256: emptySha256, sent_as: 'plain', text } as const;
    const made = need({ operation: 'DeleteObjects', key: null, body });
    expect(made.operations.DeleteObjects?.document).toEqual([
      'Delete/Quiet',
      'Delete/Object/Key',
      'Delete/Object/VersionId',
    ]);
  });

  test('counts what came back', () => {
    const answered = (status: number, text?: string): Partial<RecordingLine> => ({
      response: { status, headers: [], body: { length: 0, sha256: '', ...(text ? { text } : {}) } },
    });
    const noSuchKey = '<Error><Code>NoSuchKey</Code></Error>';
    const made = need(answered(200), answered(404, noSuchKey), answered(404), answered(304), {
      response: null,
    });
    expect(made.operations.GetObject).toMatchObject({
      statuses: { 200: 1, 404: 2, 304: 1, none: 1 },
      errors: ['304', '404', 'NoSuchKey'],
    });
  });

  test('describes uploads in parts: the last part does not count for the size', () => {
    const create = { operation: 'CreateMultipartUpload' };
    const made = need(
      create,
      create,
      part(2, 16),
      part(1, 32),
      part(3, 16),
      part(4, 7),
      part(1, 16, 'v'),
      part(2, 1, 'v'),
      { operation: 'CompleteMultipartUpload' },
      { operation: 'AbortMultipartUpload' },
    );
    expect(made.multipart).toEqual({
      uploads: 2,
      completed: 1,
      aborted: 1,
      part_size: 16,
      part_sizes: [16, 32],
      most_parts: 4,
    });
  });

  test('describes how lists are read', () => {
    const made = need(
      list(['max-keys', '1000'], ['start-after', '']),
      list(['max-keys', '1000'], ['continuation-token', 't']),
      list(['start-after', 'a']),
    );
    expect(made.paging).toEqual({
      ListObjectsV2: { page_sizes: [0, 1000], continued: 1, by: ['continuation-token', 'start-after'] },
    });
  });

  test('counts requests that are on their way at once', () => {
    const times = [
      [0, 10],
      [5, 10],
      [9, 1],
      [10, 5],
      [100, 1],
    ] as const;
    expect(need(...times.map(([at, took]) => ({ at, took }))).concurrency).toBe(3);
  });
});
