import { createHash } from 'node:crypto';
import type { Recording, RecordingLine } from '../../../../src/record/index.js';

type Pairs = readonly (readonly [name: string, value: string])[];

/** What a test says of an exchange; the rest is as usual. */
export interface Told {
  readonly operation: string | null;
  readonly bucket?: string | null;
  readonly key?: string | null;
  readonly query?: Pairs;
  readonly headers?: Pairs;
  /** A document, or the bytes of an object. */
  readonly sent?: string;
  /** Whether what is sent is kept as text. */
  readonly isDocument?: boolean;
  readonly status?: number;
  readonly responseHeaders?: Pairs;
  readonly received?: string;
  readonly at?: number;
  readonly took?: number;
  readonly failure?: string;
}

/** A recording of such exchanges, one after another unless their times say otherwise. */
export function recordingOf(told: readonly Told[]): Recording {
  return {
    head: {
      recording: 1,
      application: 'tool',
      version: '1.2',
      started: '2026-11-30T22:00:00.000Z',
      upstream: 'MinIO',
      addressing: 'path',
    },
    lines: told.map((one, index) => lineOf(one, index + 1)),
  };
}

/** One line of a recording. */
export function lineOf(told: Told, n = 1): RecordingLine {
  const { operation, sent = '', received = '', isDocument = false, failure } = told;
  const isText = received.startsWith('<');
  return {
    n,
    at: told.at ?? n * 10,
    took: told.took ?? 5,
    operation,
    method: methodOf(operation ?? 'Get'),
    bucket: told.bucket === undefined ? 'bucket-a' : told.bucket,
    key: told.key ?? null,
    addressing: 'path',
    query: (told.query ?? []).map(([name, value]) => [name, value]),
    headers: [
      [
        'authorization',
        'AWS4-HMAC-SHA256 Credential=KEY/20261130/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=***',
      ],
      ...(told.headers ?? []).map(([name, value]): [string, string] => [name, value]),
    ],
    body: {
      length: sent.length,
      sha256: sha256(sent),
      sent_as: 'plain',
      ...(isDocument ? { text: sent } : {}),
    },
    response: {
      status: told.status ?? 200,
      headers: (told.responseHeaders ?? []).map(([name, value]) => [name, value]),
      body: { length: received.length, sha256: sha256(received), ...(isText ? { text: received } : {}) },
    },
    ...(failure === undefined ? {} : { failure }),
  };
}

function methodOf(operation: string): string {
  if (/^(Put|Upload|Copy|CreateBucket)/.test(operation)) {
    return 'PUT';
  }
  if (/^(CreateMultipart|Complete|DeleteObjects)/.test(operation)) {
    return 'POST';
  }
  if (operation.startsWith('Head')) {
    return 'HEAD';
  }
  return /^(Delete|Abort)/.test(operation) ? 'DELETE' : 'GET';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
