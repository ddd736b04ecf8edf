import { headerValue } from '../../lib/headers.js';
import type { RecordingLine } from '../recording/schema.js';
import { elementText } from './document.js';

/** An exchange that got its response, with what is asked of it again and again. */
export interface Exchange {
  readonly line: RecordingLine;
  /** Its number in the recording. */
  readonly n: number;
  /** Its operation of the API. */
  readonly operation: string;
  readonly bucket: string | null;
  readonly key: string | null;
  /** Milliseconds since the beginning of the recording. */
  readonly start: number;
  readonly end: number;
  readonly query: ReadonlyMap<string, string>;
  readonly status: number;
  readonly isSuccess: boolean;
  /** The code of the error document, where there is one. */
  readonly code: string | undefined;
  /** The document of the response; empty where there is none. */
  readonly document: string;
  header(name: string): string | undefined;
  responseHeader(name: string): string | undefined;
}

/** Looks at a line; undefined where it has no operation, or got no response. */
export function exchangeOf(line: RecordingLine): Exchange | undefined {
  const { operation, response, failure } = line;
  if (operation === null || response === null || failure !== undefined) {
    return undefined;
  }
  const document = response.body.text ?? '';
  const code = /<Error\b/.test(document) ? elementText(document, 'Code') : undefined;
  return {
    line,
    n: line.n,
    operation,
    bucket: line.bucket,
    key: line.key,
    start: line.at,
    end: line.at + line.took,
    query: new Map(line.query),
    status: response.status,
    isSuccess: response.status < 300 && code === undefined,
    code,
    document,
    header: (name) => headerValue(line.headers, name),
    responseHeader: (name) => headerValue(response.headers, name),
  };
}

/** A source of a copy, decoded; undefined where the exchange names none that can be read. */
export interface CopySource {
  readonly bucket: string;
  readonly key: string;
  readonly version: string | undefined;
}

/** Reads `x-amz-copy-source`, with or without a leading slash, its slash percent-encoded or not. */
export function copySourceOf(exchange: Exchange): CopySource | undefined {
  const source = exchange.header('x-amz-copy-source');
  const [, path = '', version] = /^(.*?)(?:\?versionId=(.*))?$/s.exec(source ?? '') ?? [];
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decode(path)) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, version };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What an exchange writes, where it succeeds. */
export const writingOperations: ReadonlySet<string> = new Set([
  'PutObject',
  'CopyObject',
  'CompleteMultipartUpload',
  'DeleteObject',
  'DeleteObjects',
]);

/** The operations that list what is in a bucket. */
export const listingOperations: ReadonlySet<string> = new Set([
  'ListObjects',
  'ListObjectsV2',
  'ListObjectVersions',
]);
