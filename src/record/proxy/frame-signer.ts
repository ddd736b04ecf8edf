import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import type { ChunkSigner } from '../../s3/signing/chunk-signer.js';
import { FrameError, type FramePart, FrameReader } from '../exchange/frame-reader.js';
import { Refusal } from './refusal.js';
import { isSame } from './verify-claim.js';

/** A chunk must be known whole before its signature is sent, and so is held in memory. */
const largestChunk = 16 * 1024 * 1024;
const trailerSignature = 'x-amz-trailer-signature';

/** Who signed the chunks of a body, where that is verified, and who is to. */
export interface FrameSigners {
  readonly client: ChunkSigner | null;
  readonly server: ChunkSigner;
}

/**
 * Gives the chunks of an aws-chunked body other signatures, and leaves all else as it is, so that its length is the same.
 * Errors are {@link Refusal}s.
 */
export function signFrames(signers: FrameSigners): Transform {
  const frames = new Frames(signers);
  return new Transform({
    transform(bytes: Buffer, _encoding, callback) {
      attempt(callback, () => frames.feed(bytes));
    },
    flush(callback) {
      attempt(callback, () => frames.finish());
    },
  });
}

function attempt(callback: TransformCallback, read: () => Buffer): void {
  try {
    callback(null, read());
  } catch (error) {
    callback(
      error instanceof FrameError
        ? new Refusal(400, 'IncompleteBody', `The body is not aws-chunked: ${error.message}.`)
        : (error as Error),
    );
  }
}

class Frames {
  readonly #reader = new FrameReader();
  readonly #signers: FrameSigners;
  #head: Extract<FramePart, { kind: 'head' }> | undefined;
  #data: Buffer[] = [];
  #hash = createHash('sha256');
  #trailers = '';

  constructor(signers: FrameSigners) {
    this.#signers = signers;
  }

  feed(bytes: Buffer): Buffer {
    return Buffer.concat(this.#reader.feed(bytes).flatMap((part) => this.#take(part)));
  }

  finish(): Buffer {
    this.#reader.finish();
    return Buffer.alloc(0);
  }

  #take(part: FramePart): readonly Buffer[] {
    switch (part.kind) {
      case 'head':
        return this.#begin(part);
      case 'data':
        this.#hash.update(part.bytes);
        this.#data.push(part.bytes);
        return [];
      case 'end':
        return [...this.#signed(), latin1(part.raw)];
      case 'trailer':
        return [latin1(this.#trailer(part))];
      case 'blank':
        return [latin1(part.raw)];
    }
  }

  #begin(head: Extract<FramePart, { kind: 'head' }>): readonly Buffer[] {
    if (head.size > largestChunk) {
      throw new FrameError(`a signed chunk is larger than ${largestChunk} bytes, which is not held`);
    }
    this.#head = head;
    return head.size === 0 ? this.#signed() : [];
  }

  /** The chunk that was read, which now is whole. */
  #signed(): readonly Buffer[] {
    const { raw = '', signature = null } = this.#head ?? {};
    const hash = this.#hash.digest('hex');
    const data = this.#data;
    this.#hash = createHash('sha256');
    this.#data = [];
    verify(this.#signers.client?.signChunk(hash), signature);
    return [latin1(replace(raw, signature, this.#signers.server.signChunk(hash))), ...data];
  }

  #trailer({ raw, name, value }: Extract<FramePart, { kind: 'trailer' }>): string {
    if (name !== trailerSignature) {
      this.#trailers += `${name}:${value}\n`;
      return raw;
    }
    verify(this.#signers.client?.signTrailers(this.#trailers), value);
    return replace(raw, value, this.#signers.server.signTrailers(this.#trailers));
  }
}

/** A chunk that has no signature stays without, for the server to refuse. */
function replace(raw: string, signature: string | null, by: string): string {
  return signature === null ? raw : raw.replace(signature, by);
}

function verify(expected: string | undefined, found: string | null): void {
  if (expected !== undefined && found !== null && !isSame(expected, found)) {
    throw new Refusal(403, 'SignatureDoesNotMatch', 'The signature of a chunk does not match.');
  }
}

function latin1(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
