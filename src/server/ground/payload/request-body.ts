import type { ServerResponse } from 'node:http';
import { S3Error } from '../errors/s3-error.js';
import type { Incoming } from '../http/incoming.js';
import { pump } from '../http/pump.js';
import type { ChecksumAlgorithm } from '../store/records.js';
import {
  checksumHeader,
  type DeclaredChecksum,
  readDeclaredChecksum,
  requireWellFormed,
} from './checksums/declared.js';
import { createChecksum, cryptoHasher, type Hasher, loadChecksum } from './checksums/hashers.js';
import { ChunkedDecoder } from './chunked-decoder.js';
import type { PayloadRule } from './payload-rule.js';

/** What was found of a body that has been read whole, and agrees with all that the request said of it. */
export interface BodySums {
  /** In bytes. */
  readonly size: number;
  readonly md5: Buffer;
  /** Base64; of the algorithm that the request declared, else of the one asked for. */
  readonly checksum: { readonly algorithm: ChecksumAlgorithm; readonly value: string };
  readonly isChecksumDeclared: boolean;
}

/** Takes a piece of a body; a promise asks to wait before the next. */
export type Take = (chunk: Buffer) => Promise<unknown> | undefined;

/** How a body is read. */
export interface ReadOptions {
  /** How a Content-MD5 that did not match is told: `base64`, as it was sent, unless S3 has it in digits. */
  readonly expectedDigest?: 'hex';
  /** The checksum headers speak of something else than the body. */
  readonly ignoresChecksums?: boolean;
}

/** The body of a request, not yet read. */
export interface RequestBody {
  /** In bytes, without frames; undefined where the request does not say. */
  readonly size: number | undefined;
  /** Reads it as a stream, and verifies it; `checksum` is the algorithm where none was declared. */
  pipe(take: Take, checksum: ChecksumAlgorithm, options?: ReadOptions): Promise<BodySums>;
  /** Reads it into memory, and verifies it; throws MaxMessageLengthExceeded over the limit. */
  readAll(limit: number, options?: ReadOptions): Promise<Buffer>;
  /** As readAll, and decodes it as UTF-8. */
  readText(limit: number): Promise<string>;
}

/** Opens the body of a request whose signature said `payload` of it. */
export function openBody(request: Incoming, payload: PayloadRule, response: ServerResponse): RequestBody {
  const size = readSize(request, payload);
  const pipe = (take: Take, checksum: ChecksumAlgorithm, options?: ReadOptions): Promise<BodySums> => {
    if (request.headers.expect?.toLowerCase() === '100-continue') {
      response.writeContinue();
    }
    return readVerified(request, payload, size, take, checksum, options);
  };
  const readAll = async (limit: number, options?: ReadOptions): Promise<Buffer> => {
    if (size !== undefined && size > limit) {
      throw new S3Error('MaxMessageLengthExceeded');
    }
    const chunks: Buffer[] = [];
    let total = 0;
    const take = (chunk: Buffer): undefined => {
      total += chunk.length;
      if (total > limit) {
        throw new S3Error('MaxMessageLengthExceeded');
      }
      chunks.push(chunk);
    };
    await pipe(take, 'CRC32', options);
    return Buffer.concat(chunks);
  };
  return { size, pipe, readAll, readText: async (limit) => (await readAll(limit)).toString('utf8') };
}

function readSize({ headers }: Incoming, payload: PayloadRule): number | undefined {
  const text =
    payload.kind === 'chunked' ? headers['x-amz-decoded-content-length'] : headers['content-length'];
  if (text === undefined || !/^\d+$/.test(text)) {
    return undefined;
  }
  return Number(text);
}

async function readVerified(
  request: Incoming,
  payload: PayloadRule,
  declaredSize: number | undefined,
  take: Take,
  checksum: ChecksumAlgorithm,
  options: ReadOptions = {},
): Promise<BodySums> {
  const { headers } = request;
  const declared = options.ignoresChecksums ? undefined : readDeclaredChecksum(headers);
  const contentMd5 = readContentMd5(headers['content-md5']);
  const md5 = cryptoHasher('md5');
  const algorithm = declared?.algorithm ?? checksum;
  const loading = loadChecksum(algorithm);
  if (loading !== undefined) {
    await loading;
  }
  const sum = createChecksum(algorithm);
  const sha256 = payload.kind === 'sha256' ? cryptoHasher('sha256') : undefined;
  const decoder =
    payload.kind === 'chunked' ? new ChunkedDecoder(payload.seed, payload.hasTrailer) : undefined;
  let size = 0;
  const takeChunk = (chunk: Buffer): Promise<unknown> | undefined => {
    size += chunk.length;
    md5.update(chunk);
    sum.update(chunk);
    sha256?.update(chunk);
    return take(chunk);
  };
  await pump(request.message, (piece) => {
    if (decoder === undefined) {
      return takeChunk(piece);
    }
    const pending = decoder
      .decode(piece)
      .map(takeChunk)
      .filter((promise) => promise !== undefined);
    return pending.length === 0 ? undefined : Promise.all(pending);
  });
  decoder?.finish();
  if (declaredSize !== undefined && declaredSize !== size) {
    throw new S3Error('IncompleteBody');
  }
  if (payload.kind === 'sha256') {
    verifySha256(payload.hex, sha256);
  }
  const md5Bytes = md5.digest();
  if (contentMd5 !== undefined && !contentMd5.equals(md5Bytes)) {
    throw new S3Error('BadDigest', {
      message: 'The Content-MD5 you specified did not match what we received.',
      fields: {
        ExpectedDigest: contentMd5.toString(options.expectedDigest ?? 'base64'),
        CalculatedDigest: md5Bytes.toString('base64'),
      },
    });
  }
  const value = sum.digest().toString('base64');
  if (declared !== undefined) {
    verifyChecksum(declared, value, decoder?.trailers ?? {});
  }
  return {
    size,
    md5: md5Bytes,
    checksum: { algorithm, value },
    isChecksumDeclared: declared !== undefined,
  };
}

function readContentMd5(header: string | undefined): Buffer | undefined {
  if (header === undefined) {
    return undefined;
  }
  const bytes = Buffer.from(header, 'base64');
  if (bytes.length !== 16 || bytes.toString('base64') !== header.trim()) {
    throw new S3Error('InvalidDigest', { fields: { 'Content-MD5': header } });
  }
  return bytes;
}

function verifySha256(expected: string, sha256: Hasher | undefined): void {
  const computed = sha256?.digest().toString('hex');
  if (computed !== expected) {
    throw new S3Error('XAmzContentSHA256Mismatch', {
      fields: { ClientComputedContentSHA256: expected, S3ComputedContentSHA256: computed ?? '' },
    });
  }
}

function verifyChecksum(
  declared: DeclaredChecksum,
  computed: string,
  trailers: Readonly<Record<string, string>>,
): void {
  const { algorithm } = declared;
  const value = declared.value ?? trailers[checksumHeader(algorithm)];
  if (value === undefined) {
    throw new S3Error('MalformedTrailerError');
  }
  if (requireWellFormed(algorithm, value) !== computed) {
    throw new S3Error('BadDigest', {
      message: `The ${algorithm} you specified did not match the calculated checksum.`,
    });
  }
}
