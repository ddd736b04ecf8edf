import { invalidArgument, S3Error } from '../../ground/errors/s3-error.js';
import { type ByteRange, readRange } from '../../ground/http/range.js';
import type { ObjectVersion } from '../../ground/store/records.js';
import type { ObjectContext } from '../request/context.js';
import { checksumHeaders } from './object-headers.js';

/** The checksum that a read asks for: the object's with all of it, a part's with that part, else none. */
export function requestedChecksum(
  { headers, query }: ObjectContext,
  version: ObjectVersion,
  range: ByteRange | undefined,
): Readonly<Record<string, string | undefined>> {
  if (headers['x-amz-checksum-mode']?.toUpperCase() !== 'ENABLED') {
    return {};
  }
  const number = query.get('partNumber');
  const part = version.parts?.find((candidate) => String(candidate.number) === number);
  if (part?.checksum !== undefined && version.checksum?.type === 'COMPOSITE') {
    return checksumHeaders({ checksum: { ...part.checksum, type: 'COMPOSITE' } });
  }
  return range === undefined || isWhole(range, version) ? checksumHeaders(version) : {};
}

function isWhole({ start, end }: ByteRange, version: ObjectVersion): boolean {
  return start === 0 && end === version.size;
}

/** The bytes that a read asks for, by range or by part; undefined: all of them, without saying so. */
export function findRange({ headers, query }: ObjectContext, version: ObjectVersion): ByteRange | undefined {
  const partNumber = query.get('partNumber');
  const header = headers.range;
  if (partNumber === undefined) {
    return header === undefined ? undefined : readRange(header, version.size);
  }
  if (header !== undefined) {
    throw new S3Error('InvalidRequest', {
      message: 'Cannot specify both Range header and partNumber query parameter',
    });
  }
  return rangeOfPart(partNumber, version);
}

function rangeOfPart(text: string, version: ObjectVersion): ByteRange | undefined {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1 || number > 10_000) {
    throw invalidArgument(
      'Part number must be an integer between 1 and 10000, inclusive',
      'partNumber',
      text,
    );
  }
  const parts = version.parts ?? [{ number: 1, size: version.size }];
  const index = parts.findIndex((part) => part.number === number);
  const part = parts[index];
  if (part === undefined) {
    throw new S3Error('InvalidPartNumber', {
      fields: { PartNumberRequested: number, ActualPartCount: parts.length },
    });
  }
  const start = parts.slice(0, index).reduce((sum, { size }) => sum + size, 0);
  // There is no Content-Range that would describe no bytes.
  return part.size === 0 ? undefined : { start, end: start + part.size };
}
