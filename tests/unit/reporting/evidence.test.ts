import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../../../src/reporting/evidence.js';
import { report } from '../../../src/reporting/formats.js';
import { escapeAttribute, escapeText } from '../../../src/reporting/markup.js';
import { resultsOf, step } from './sample-results.js';

const failed = step({
  status: 'fail',
  expected: { status_code: 403 },
  actual: { success: true, status_code: 200, headers: { etag: '"x"' }, response: {} },
  mismatches: [{ path: 'status_code', expected: 403, actual: 200 }],
  http: [
    {
      method: 'PUT',
      url: 'http://127.0.0.1:9000/my-bucket/hello.txt',
      status: 200,
      request_id: 'ID',
      duration: 0.08,
      trace: { request: { head: 'PUT /my-bucket/hello.txt HTTP/1.1\r\n\r\n' } },
    },
  ],
  reproduce: 'curl --upload-file "a b"',
});

describe('evidence', () => {
  test('has every fact of a step, in order', () => {
    expect(evidenceOf(failed, 100)).toEqual([
      { label: 'as', text: 'FullAccess' },
      { label: 'with', text: 'bucket: my-bucket, key: hello.txt' },
      { label: 'expected', text: 'status_code: 403' },
      { label: 'actual', text: '200, success' },
      { label: 'mismatch', mismatch: { text: 'status_code: expected 403, actual 200', lines: [] } },
      { label: 'response', lines: [`{ headers: { etag: '"x"' }, response: {} }`] },
      {
        label: 'http',
        text: 'PUT http://127.0.0.1:9000/my-bucket/hello.txt → 200, request id ID',
        duration: 0.08,
        trace: ['> PUT /my-bucket/hello.txt HTTP/1.1', '< no response'],
      },
      { label: 'reproduce', text: 'curl --upload-file "a b"' },
    ]);
  });

  test('has no fact about which nothing is known', () => {
    const skipped = step({
      status: 'skipped',
      credential: null,
      parameters: {},
      actual: null,
      skip_reason: 'filtered\nout',
    });
    expect(evidenceOf(skipped, 100)).toEqual([
      { label: 'expected', text: 'success: true' },
      { label: 'skipped', text: String.raw`filtered\nout` },
    ]);
  });

  test.each([
    ['table', (text: string) => text],
    ['markdown', (text: string) => text],
    ['junit', escapeText],
    ['html', escapeAttribute],
  ] as const)('reads the same in every report: %s', (format, escaped) => {
    const text = report(format, resultsOf([failed]));
    for (const words of [
      'status_code: 403',
      '200, success',
      'status_code: expected 403, actual 200',
      'curl --upload-file "a b"',
    ]) {
      expect(text).toContain(escaped(words));
    }
  });
});
