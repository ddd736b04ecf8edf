import { headerValue } from '../../lib/headers.js';
import type { S3Response } from '../../s3/types.js';
import { readBody } from '../bodies/read-body.js';
import type { HistoryOperation, Reading } from '../history/types.js';

/** Where the number of a write stands among the metadata of its object. */
export const writeMetadata = 'write';

type Range = HistoryOperation['range'];

/** What is known of a version from the headers of a response. */
export function versionFacts({
  headers,
  output,
}: S3Response): Pick<Reading, 'etag' | 'version_id' | 'delete_marker'> {
  const etag = headerValue(headers, 'etag') ?? textOf(output.ETag);
  const versionId = headerValue(headers, 'x-amz-version-id') ?? textOf(output.VersionId);
  const isMarker = headerValue(headers, 'x-amz-delete-marker');
  return {
    ...(etag === undefined ? {} : { etag }),
    ...(versionId === undefined ? {} : { version_id: versionId }),
    ...(isMarker === undefined ? {} : { delete_marker: isMarker === 'true' }),
  };
}

/** What a successful Get found; `body` is all of it, `range` what was asked for. */
export function readObject(response: S3Response, body: Uint8Array, range: Range): Reading {
  const from = range?.[0] ?? 0;
  const wanted = range === undefined ? null : range[1] - range[0] + 1;
  const found = readBody(body, from, wanted);
  const named = namedWrite(response);
  const size = sizeOf(response, range);
  return {
    ...found,
    ...(named === null || named === found.value ? {} : { metadata_value: named }),
    ...(size === null ? {} : { size }),
    ...versionFacts(response),
  };
}

/** What a successful Head found; null where the response does not name the write. */
export function readHead(response: S3Response): Reading | null {
  const value = namedWrite(response);
  const size = sizeOf(response, undefined);
  return value === null ? null : { value, ...(size === null ? {} : { size }), ...versionFacts(response) };
}

function namedWrite({ headers }: S3Response): number | null {
  const text = headerValue(headers, `x-amz-meta-${writeMetadata}`);
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/** The size of the whole object, in bytes. */
function sizeOf({ headers }: S3Response, range: Range): number | null {
  const text =
    range === undefined
      ? headerValue(headers, 'content-length')
      : headerValue(headers, 'content-range')?.split('/')[1];
  const size = Number(text ?? Number.NaN);
  return Number.isSafeInteger(size) ? size : null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
