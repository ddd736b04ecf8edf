import { createHash } from 'node:crypto';
import type { SignMode } from '../../operations/sign-modes.js';
import { awsChunkedBody, type Trailer } from '../bodies/aws-chunked.js';
import { checksumAlgorithm, checksumHeaderName } from '../checksums/checksum.js';
import type { ChunkSigner } from '../signing/chunk-signer.js';
import { emptySha256, sha256Hex } from '../signing/signature-v4.js';
import type { BodySource, Signing } from '../types.js';
import type { Draft } from './draft.js';
import type { HeaderFields } from './header-fields.js';

const streamingHashes: Readonly<Partial<Record<SignMode, string>>> = {
  'v4-streaming': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'v4-streaming-trailer': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  'v4-unsigned-trailer': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
};

/** The body of a request by the way it is signed. */
export interface Payload {
  /** Whether it goes out as aws-chunked. */
  readonly isFramed: boolean;
  /** Adds the headers that say so. */
  announce(headers: HeaderFields): void;
  /** What represents the body in a signature: its hash, or the word that says why there is none. */
  hash(): string | Promise<string>;
  /** Puts the body into its frames; chunks are signed where `startSigner` is given. */
  frame(startSigner?: () => ChunkSigner): BodySource | undefined;
}

/** Finds how the body of a draft goes out. */
export function payloadOf(draft: Draft, mode: SignMode, signing: Signing): Payload {
  const { body } = draft;
  const streamingHash = streamingHashes[mode];
  if (body === undefined || streamingHash === undefined) {
    return {
      isFramed: false,
      announce: () => undefined,
      hash: () => plainHash(body, mode, signing),
      frame: () => body,
    };
  }
  const trailers = mode === 'v4-streaming' ? [] : trailersOf(draft, signing);
  const framing = { trailers, ...(signing.chunks === undefined ? {} : { chunks: signing.chunks }) };
  return {
    isFramed: true,
    announce: (headers) => announceFraming(headers, body, trailers),
    hash: () => signing.payloadHash ?? streamingHash,
    frame: (startSigner) => awsChunkedBody(body, startSigner ? { ...framing, startSigner } : framing),
  };
}

function announceFraming(headers: HeaderFields, body: BodySource, trailers: readonly Trailer[]): void {
  const encoding = headers.get('content-encoding');
  if (!/(^|,)\s*aws-chunked\s*(,|$)/i.test(encoding ?? '')) {
    headers.set('content-encoding', encoding === undefined ? 'aws-chunked' : `${encoding},aws-chunked`);
  }
  if (trailers.length > 0) {
    headers.addIfAbsent('x-amz-trailer', trailers.map(({ name }) => name).join(','));
  }
  if (body.size !== undefined) {
    headers.addIfAbsent('x-amz-decoded-content-length', String(body.size));
  }
}

function plainHash(body: BodySource | undefined, mode: SignMode, signing: Signing): string | Promise<string> {
  if (signing.payloadHash !== undefined) {
    return signing.payloadHash;
  }
  if (mode === 'v4-unsigned-payload' || mode === 'v4-presigned') {
    return 'UNSIGNED-PAYLOAD';
  }
  if (body === undefined) {
    return emptySha256;
  }
  return body.bytes === undefined ? hashStream(body) : sha256Hex(body.bytes);
}

function trailersOf(draft: Draft, { trailers }: Signing): readonly Trailer[] {
  if (trailers === undefined) {
    return draft.trailer === undefined ? computed('CRC32') : [draft.trailer];
  }
  return Object.entries(trailers).flatMap(([name, value]) => {
    if (value !== null) {
      return [{ name, value }];
    }
    const algorithm = /^x-amz-checksum-(\w+)$/i.exec(name)?.[1]?.toUpperCase();
    const [trailer] = algorithm === undefined ? [] : computed(algorithm);
    return trailer === undefined ? [] : [{ ...trailer, name }];
  });
}

function computed(wanted: string): readonly Trailer[] {
  const algorithm = checksumAlgorithm(wanted);
  return algorithm === undefined ? [] : [{ name: checksumHeaderName(wanted), algorithm }];
}

async function hashStream(body: BodySource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of body.open()) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}
