import { createHash, type Hash } from 'node:crypto';
import { S3Error } from '../errors/s3-error.js';
import { isSameSignature, sign } from '../signing/signing.js';
import type { ChunkSeed } from './payload-rule.js';

const minChunk = 8192;
const signatureField = 'x-amz-trailer-signature';
const maxLine = 16 * 1024;
const emptySha256 = createHash('sha256').digest('hex');
const chunkLine = /^([0-9a-fA-F]{1,16})(?:;chunk-signature=([0-9a-f]{64}))?\s*$/;

/**
 * Takes the frames off an aws-chunked body and verifies their signatures, where it is signed:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export class ChunkedDecoder {
  /** The trailer's fields by lower-case name, once the body has ended. */
  readonly trailers: Record<string, string> = Object.create(null);
  readonly #seed: ChunkSeed | undefined;
  readonly #hasTrailer: boolean;
  #state: 'line' | 'data' | 'data-end' | 'trailer' | 'done' = 'line';
  #line = '';
  #left = 0;
  #chunks = 0;
  #lastSize = Number.POSITIVE_INFINITY;
  #previousSignature: string;
  #claimed = '';
  #hash: Hash | undefined;
  #trailerText = '';

  constructor(seed: ChunkSeed | undefined, hasTrailer: boolean) {
    this.#seed = seed;
    this.#hasTrailer = hasTrailer;
    this.#previousSignature = seed?.signature ?? '';
  }

  /** Gives the payload that a piece of the body holds. */
  decode(piece: Buffer): Buffer[] {
    const payload: Buffer[] = [];
    let position = 0;
    while (position < piece.length) {
      if (this.#state === 'data') {
        const data = piece.subarray(position, position + this.#left);
        position += data.length;
        this.#takeData(data);
        payload.push(data);
      } else {
        position = this.#takeLine(piece, position);
      }
    }
    return payload;
  }

  /** Throws IncompleteBody where the body broke off. */
  finish(): void {
    // Some clients leave out the last empty line.
    if (this.#state === 'trailer' && this.#line === '') {
      this.#endTrailer();
    }
    if (this.#state !== 'done' || this.#line.trim() !== '') {
      throw new S3Error('IncompleteBody');
    }
  }

  #takeData(data: Buffer): void {
    this.#left -= data.length;
    this.#hash?.update(data);
    if (this.#left === 0) {
      this.#state = 'data-end';
    }
  }

  #takeLine(piece: Buffer, position: number): number {
    const newline = piece.indexOf(0x0a, position);
    this.#line += piece.toString('latin1', position, newline < 0 ? piece.length : newline);
    if (this.#line.length > maxLine) {
      throw new S3Error('IncompleteBody');
    }
    if (newline < 0) {
      return piece.length;
    }
    const line = this.#line.endsWith('\r') ? this.#line.slice(0, -1) : this.#line;
    this.#line = '';
    this.#endLine(line);
    return newline + 1;
  }

  #endLine(line: string): void {
    if (this.#state === 'line') {
      this.#startChunk(line);
    } else if (this.#state === 'data-end') {
      if (line !== '') {
        throw new S3Error('IncompleteBody');
      }
      this.#verifyChunk(this.#hash?.digest('hex') ?? emptySha256);
      this.#state = 'line';
    } else if (this.#state === 'trailer') {
      this.#endTrailerLine(line);
    } else if (line !== '') {
      // Nothing has signed what follows the end.
      throw new S3Error('IncompleteBody');
    }
  }

  #endTrailerLine(line: string): void {
    if (line !== '') {
      this.#takeTrailer(line);
    } else if (!this.#lacksSignature) {
      this.#endTrailer();
    }
  }

  // minio-go ends the fields with a line feed of their own and an empty line, and only then comes the signature.
  get #lacksSignature(): boolean {
    const isSigned = this.#seed !== undefined && this.#hasTrailer;
    return isSigned && this.#trailerText !== '' && this.trailers[signatureField] === undefined;
  }

  #startChunk(line: string): void {
    const match = chunkLine.exec(line);
    if (match === null) {
      throw new S3Error('IncompleteBody');
    }
    const size = Number.parseInt(match[1] ?? '', 16);
    this.#claimed = match[2] ?? '';
    if (size > 0) {
      if (this.#lastSize < minChunk) {
        throw new S3Error('InvalidChunkSizeError', {
          fields: { Chunk: this.#chunks + 1, BadChunkSize: this.#lastSize },
        });
      }
      this.#chunks += 1;
      this.#lastSize = size;
      this.#left = size;
      this.#hash = this.#seed === undefined ? undefined : createHash('sha256');
      this.#state = 'data';
      return;
    }
    this.#verifyChunk(emptySha256);
    this.#state = 'trailer';
  }

  #takeTrailer(line: string): void {
    if (!this.#hasTrailer) {
      throw new S3Error('IncompleteBody');
    }
    const colon = line.indexOf(':');
    if (colon < 1) {
      throw new S3Error('MalformedTrailerError');
    }
    const name = line.slice(0, colon).trim().toLowerCase();
    const value = line.slice(colon + 1).trim();
    this.trailers[name] = value;
    if (name !== signatureField) {
      this.#trailerText += `${name}:${value}\n`;
    }
  }

  #endTrailer(): void {
    if (this.#seed !== undefined && this.#hasTrailer) {
      const hash = createHash('sha256').update(this.#trailerText, 'latin1').digest('hex');
      this.#verify(this.#seed, ['AWS4-HMAC-SHA256-TRAILER'], [hash], this.trailers[signatureField] ?? '');
    }
    this.#state = 'done';
  }

  #verifyChunk(dataHash: string): void {
    if (this.#seed === undefined) {
      return;
    }
    this.#verify(this.#seed, ['AWS4-HMAC-SHA256-PAYLOAD'], [emptySha256, dataHash], this.#claimed);
    this.#previousSignature = this.#claimed;
  }

  #verify(seed: ChunkSeed, head: string[], hashes: string[], claimed: string): void {
    const stringToSign = [...head, seed.amzDate, seed.scope, this.#previousSignature, ...hashes].join('\n');
    if (!isSameSignature(sign(seed.key, stringToSign), claimed)) {
      throw new S3Error('SignatureDoesNotMatch', {
        fields: { StringToSign: stringToSign, SignatureProvided: claimed },
      });
    }
  }
}
