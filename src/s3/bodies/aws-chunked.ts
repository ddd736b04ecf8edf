import type { ChecksumAlgorithm } from '../checksums/checksum.js';
import type { BodySource } from '../types.js';
import { openExactly } from './body-source.js';

/** Large enough that framing costs nothing, small enough for every server's buffer. */
const CHUNK = 1024 * 1024;

/** A checksum that follows a body as its trailer. */
export interface ChecksumTrailer {
  readonly name: string;
  readonly algorithm: ChecksumAlgorithm;
}

/**
 * Frames a body as aws-chunked without signatures and with a checksum behind it
 * (docs.aws.amazon.com, "Signature calculations … including trailing headers").
 */
export function awsChunkedBody(body: BodySource, trailer: ChecksumTrailer): BodySource {
  return {
    size: body.size === undefined ? undefined : encodedSize(body.size, trailer),
    open: () => frame(body, trailer),
  };
}

function encodedSize(size: number, trailer: ChecksumTrailer): number {
  const full = Math.floor(size / CHUNK);
  const rest = size % CHUNK;
  const framed = (length: number): number => length.toString(16).length + 4 + length;
  const ending = `0\r\n${trailer.name}:\r\n\r\n`.length + Math.ceil(trailer.algorithm.size / 3) * 4;
  return full * framed(CHUNK) + (rest === 0 ? 0 : framed(rest)) + ending;
}

async function* frame(body: BodySource, trailer: ChecksumTrailer): AsyncGenerator<Uint8Array> {
  const checksum = await trailer.algorithm.start();
  let left = body.size;
  let inChunk = 0;
  for await (const piece of openExactly(body)) {
    checksum.update(piece);
    let rest = piece;
    while (rest.length > 0) {
      if (inChunk === 0) {
        inChunk = left === undefined ? rest.length : Math.min(CHUNK, left);
        yield Buffer.from(`${inChunk.toString(16)}\r\n`, 'latin1');
      }
      const part = rest.subarray(0, inChunk);
      yield part;
      rest = rest.subarray(part.length);
      inChunk -= part.length;
      left = left === undefined ? undefined : left - part.length;
      if (inChunk === 0) {
        yield Buffer.from('\r\n', 'latin1');
      }
    }
  }
  const value = Buffer.from(checksum.digest()).toString('base64');
  yield Buffer.from(`0\r\n${trailer.name}:${value}\r\n\r\n`, 'latin1');
}
