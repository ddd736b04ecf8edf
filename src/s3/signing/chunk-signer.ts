import { formatAmzDate } from './amz-date.js';
import {
  emptySha256,
  formatScope,
  hmacHex,
  type SigningScope,
  sha256Hex,
  signingKey,
} from './signature-v4.js';

/** Signs the chunks of one body in order, each over the one before it, and then its trailers. */
export interface ChunkSigner {
  /** Takes the SHA-256 of the chunk in hex. */
  signChunk(hash: string): string;
  /** Takes the trailers as `name:value` lines, each ended by a line feed. */
  signTrailers(canonical: string): string;
}

/** Starts the chain of chunk signatures at the signature of the request's head. */
export function createChunkSigner(scope: SigningScope, seedSignature: string): ChunkSigner {
  const key = signingKey(scope);
  const context = `${formatAmzDate(scope.date)}\n${formatScope(scope)}`;
  let previous = seedSignature;
  return {
    signChunk(hash) {
      previous = hmacHex(key, `AWS4-HMAC-SHA256-PAYLOAD\n${context}\n${previous}\n${emptySha256}\n${hash}`);
      return previous;
    },
    signTrailers: (canonical) =>
      hmacHex(key, `AWS4-HMAC-SHA256-TRAILER\n${context}\n${previous}\n${sha256Hex(canonical)}`),
  };
}
