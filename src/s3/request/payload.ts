import { createHash } from 'node:crypto';
import type { SignMode } from '../../operations/sign-modes.js';
import { awsChunkedBody, type ChunkFraming, type Trailer } from '../bodies/aws-chunked.js';
import { checksumAlgorithm, checksumHeaderName } from '../checksums/checksum.js';
import { emptySha256, sha256Hex } from '../signing/signature-v4.js';
import type { BodySource, Signing } from '../types.js';
import type { Draft } from './draft.js';
import type { HeaderFields } from './header-fields.js';

const streamingHashes: Readonly<Partial<Record<SignMode, string>>> = {
  'v4-streaming': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
  'v4-streaming-trailer': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
  'v4-unsigned-trailer': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
};

/** The frames that a body gets by the way it is signed; undefined where it goes out as it is. */
export function framingOf(draft: Draft, mode: SignMode, signing: Signing): ChunkFraming | undefined {
  if (streamingHashes[mode] === undefined || draft.body === undefined) {
    return undefined;
  }
  const chunks = signing.chunks === undefined ? {} : { chunks: signing.chunks };
  return { trailers: mode === 'v4-streaming' ? [] : trailersOf(draft, signing), ...chunks };
}

/** The headers that announce an aws-chunked body. */
export function announceFraming(headers: HeaderFields, body: BodySource, framing: ChunkFraming): void {
  const encoding = headers.get('content-encoding');
  if (!/(^|,)\s*aws-chunked\s*(,|$)/i.test(encoding ?? '')) {
    headers.set('content-encoding', encoding === undefined ? 'aws-chunked' : `${encoding},aws-chunked`);
  }
  if (framing.trailers.length > 0) {
    headers.addIfAbsent('x-amz-trailer', framing.trailers.map(({ name }) => name).join(','));
  }
  if (body.size !== undefined) {
    headers.addIfAbsent('x-amz-decoded-content-length', String(body.size));
  }
}

/** What stands for the body in a signature: its hash, or the word that says why it does not. */
export async function payloadHashOf(draft: Draft, mode: SignMode, signing: Signing): Promise<string> {
  const { body } = draft;
  if (signing.payloadHash !== undefined) {
    return signing.payloadHash;
  }
  if (mode === 'v4-unsigned-payload' || mode === 'v4-presigned') {
    return 'UNSIGNED-PAYLOAD';
  }
  const streaming = streamingHashes[mode];
  if (streaming !== undefined && body !== undefined) {
    return streaming;
  }
  if (body === undefined) {
    return emptySha256;
  }
  return body.bytes === undefined ? hashStream(body) : sha256Hex(body.bytes);
}

/** Puts a body into the frames that its signature needs. */
export function frameBody(
  body: BodySource | undefined,
  framing: ChunkFraming | undefined,
): BodySource | undefined {
  return body === undefined || framing === undefined ? body : awsChunkedBody(body, framing);
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
