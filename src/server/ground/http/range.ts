import { S3Error } from '../errors/s3-error.js';

/** Some of an object's bytes: from `start` up to, without, `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const rangePattern = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i;

/** Reads a Range header; undefined where it is none that S3 follows, as several ranges; throws InvalidRange. */
export function readRange(header: string, size: number): ByteRange | undefined {
  const match = rangePattern.exec(header);
  const [, first = '', last = ''] = match ?? [];
  if (match === null || (first === '' && last === '')) {
    return undefined;
  }
  if (first !== '' && last !== '' && Number(first) > Number(last)) {
    return undefined;
  }
  const range =
    first === ''
      ? { start: Math.max(size - Number(last), 0), end: size }
      : { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) };
  if (range.start >= range.end) {
    throw new S3Error('InvalidRange', {
      fields: { RangeRequested: header, ActualObjectSize: size },
      headers: { 'content-range': `bytes */${size}` },
    });
  }
  return range;
}

/** Writes a Content-Range header. */
export function formatContentRange({ start, end }: ByteRange, size: number): string {
  return `bytes ${start}-${end - 1}/${size}`;
}
