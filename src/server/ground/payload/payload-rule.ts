import { invalidArgument, S3Error } from '../errors/s3-error.js';

/** How the frames of a signed aws-chunked body are verified: each signature goes into the next. */
export interface ChunkSeed {
  readonly key: Buffer;
  readonly amzDate: string;
  readonly scope: string;
  readonly signature: string;
}

/** What the signature says of the body. */
export type PayloadRule =
  | { readonly kind: 'sha256'; readonly hex: string }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'chunked'; readonly seed?: ChunkSeed; readonly hasTrailer: boolean };

const sha256Hex = /^[0-9a-f]{64}$/i;

/** Reads x-amz-content-sha256 of a request signed in its header; `seed` verifies signed chunks. */
export function readPayloadRule(value: string | undefined, seed: ChunkSeed): PayloadRule {
  switch (value) {
    case undefined:
      throw new S3Error('InvalidRequest', {
        message: 'Missing required header for this request: x-amz-content-sha256',
      });
    case 'UNSIGNED-PAYLOAD':
      return { kind: 'unsigned' };
    case 'STREAMING-UNSIGNED-PAYLOAD-TRAILER':
      return { kind: 'chunked', hasTrailer: true };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD':
      return { kind: 'chunked', seed, hasTrailer: false };
    case 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER':
      return { kind: 'chunked', seed, hasTrailer: true };
    default:
      if (sha256Hex.test(value)) {
        return { kind: 'sha256', hex: value.toLowerCase() };
      }
      throw invalidArgument(
        'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
        'x-amz-content-sha256',
        value,
      );
  }
}

/** How a body is read that no signature speaks of: as it says itself. */
export function readUnsignedRule(value: string | undefined): PayloadRule {
  if (value === undefined || value === 'UNSIGNED-PAYLOAD') {
    return { kind: 'unsigned' };
  }
  if (value.startsWith('STREAMING-')) {
    return { kind: 'chunked', hasTrailer: value.endsWith('-TRAILER') };
  }
  return sha256Hex.test(value) ? { kind: 'sha256', hex: value.toLowerCase() } : { kind: 'unsigned' };
}
