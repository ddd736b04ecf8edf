import { createHash } from 'node:crypto';
import type { ChecksumAlgorithm } from '../checksums/checksum.js';
import type { ChunkSigner } from '../signing/chunk-signer.js';
import { forgeSignature } from '../signing/forge-signature.js';
import type { BodySource, ChunkOptions } from '../types.js';
import { openExactly } from './body-source.js';

/** A checksum that follows a body as its trailer. */
export interface ChecksumTrailer {
  readonly name: string;
  readonly algorithm: ChecksumAlgorithm;
}

/** A line that follows a body: a checksum of it, or a text whatever the body is. */
export type Trailer = ChecksumTrailer | { readonly name: string; readonly value: string };

/** How a body is framed. */
export interface ChunkFraming {
  readonly trailers: readonly Trailer[];
  /** Starts to sign each chunk and the trailers, whenever the body is opened; without it nothing is signed. */
  readonly startSigner?: () => ChunkSigner;
  readonly chunks?: ChunkOptions;
}

/** Large enough that framing costs nothing, small enough to be held at a time. */
const chunkBytes = 1024 * 1024;
const signedChunkBytes = 64 * 1024;
const signaturePlaceholder = '0'.repeat(64);

/**
 * Frames a body as aws-chunked, with or without signatures and trailers
 * (docs.aws.amazon.com, "Signature calculations … transferring payload in multiple chunks").
 */
export function awsChunkedBody(body: BodySource, framing: ChunkFraming): BodySource {
  return {
    size: body.size === undefined ? undefined : encodedSize(body.size, framing),
    open: () => frame(body, framing),
  };
}

/** The length of everything that `frame` gives, since it is announced before. */
function encodedSize(size: number, framing: ChunkFraming): number {
  const chunkSize = chunkSizeOf(framing);
  let total = 0;
  let index = 0;
  for (let at = 0; at < size; at += chunkSize) {
    const length = Math.min(chunkSize, size - at);
    total += chunkHead(index++, length, signaturePlaceholder, framing).length + length + 2;
  }
  if (framing.chunks?.omitLast === true) {
    return total;
  }
  const values = framing.trailers.map((trailer) =>
    'value' in trailer ? trailer.value : ' '.repeat(Math.ceil(trailer.algorithm.size / 3) * 4),
  );
  return (
    total + Buffer.byteLength(lastChunk(index, values, signaturePlaceholder, signaturePlaceholder, framing))
  );
}

async function* frame(body: BodySource, framing: ChunkFraming): AsyncGenerator<Uint8Array> {
  const { trailers, chunks } = framing;
  const signer = framing.startSigner?.();
  const checksums = await Promise.all(
    trailers.map(async (trailer) => ('algorithm' in trailer ? trailer.algorithm.start() : undefined)),
  );
  let index = 0;
  for await (const pieces of rechunk(body, chunkSizeOf(framing))) {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    yield Buffer.from(chunkHead(index++, length, signer?.signChunk(hashOf(pieces)) ?? '', framing), 'latin1');
    for (const piece of pieces) {
      for (const checksum of checksums) {
        checksum?.update(piece);
      }
      yield piece;
    }
    yield Buffer.from('\r\n', 'latin1');
  }
  if (chunks?.omitLast === true) {
    return;
  }
  const values = trailers.map((trailer, at) =>
    'value' in trailer ? trailer.value : Buffer.from(checksums[at]?.digest() ?? []).toString('base64'),
  );
  const signature = signer?.signChunk(hashOf([])) ?? '';
  const canonical = trailers.map(({ name }, at) => `${name}:${values[at] ?? ''}\n`).join('');
  const trailerSignature = signer?.signTrailers(canonical) ?? '';
  yield Buffer.from(lastChunk(index, values, signature, trailerSignature, framing), 'utf8');
}

function chunkSizeOf({ chunks, startSigner }: ChunkFraming): number {
  return chunks?.size ?? (startSigner === undefined ? chunkBytes : signedChunkBytes);
}

function chunkHead(
  index: number,
  size: number,
  signature: string,
  { startSigner, chunks }: ChunkFraming,
): string {
  const said = chunks?.declared?.at === index ? chunks.declared.size : size;
  if (startSigner === undefined) {
    return `${said.toString(16)}\r\n`;
  }
  const forgery = chunks?.signature?.at === index ? chunks.signature.forgery : undefined;
  return `${said.toString(16)};chunk-signature=${forgeSignature(signature, forgery)}\r\n`;
}

function lastChunk(
  index: number,
  values: readonly string[],
  signature: string,
  trailerSignature: string,
  framing: ChunkFraming,
): string {
  const { trailers, startSigner, chunks } = framing;
  const lines = trailers.map(({ name }, at) => `${name}:${values[at] ?? ''}\r\n`).join('');
  const isSigned = startSigner !== undefined && trailers.length > 0;
  const ending = isSigned
    ? `x-amz-trailer-signature:${forgeSignature(trailerSignature, chunks?.trailerSignature)}\r\n`
    : '';
  return `${chunkHead(index, 0, signature, framing)}${lines}${ending}\r\n`;
}

/** Cuts a body into chunks of one size, each as the pieces in which it was read: nothing is copied. */
async function* rechunk(body: BodySource, size: number): AsyncGenerator<readonly Uint8Array[]> {
  let pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of openExactly(body)) {
    for (let rest = piece; rest.length > 0; ) {
      const part = rest.subarray(0, size - length);
      pieces.push(part);
      length += part.length;
      rest = rest.subarray(part.length);
      if (length === size) {
        yield pieces;
        pieces = [];
        length = 0;
      }
    }
  }
  if (length > 0) {
    yield pieces;
  }
}

function hashOf(pieces: readonly Uint8Array[]): string {
  const hash = createHash('sha256');
  for (const piece of pieces) {
    hash.update(piece);
  }
  return hash.digest('hex');
}
