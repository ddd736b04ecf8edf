import { createHash, type Hash } from 'node:crypto';
import { settleAll } from '../../lib/settle-all.js';
import type { BodySink, ReceivedBody } from '../types.js';
import { type KeptBytes, keepBytes } from './kept-bytes.js';

/** Takes a response body apart as it streams by: hashes, the first bytes, and the caller's sinks. */
export interface BodyReceiver {
  write(chunk: Uint8Array): void | Promise<void>;
  /** Ends the sinks and gives what was received. */
  end(complete: boolean): ReceivedBody | Promise<ReceivedBody>;
  /** Everything received, as long as it is no more than was asked to be kept. */
  kept(): Uint8Array;
}

/** The most of a streamed body that is kept, in bytes. */
export const streamHead = 1024 * 1024;

/** Makes a receiver that keeps the first `limit` bytes and passes everything to `sinks`. */
export function receiveBody(limit: number, sinks: readonly BodySink[]): BodyReceiver {
  return new Receiver(limit, sinks);
}

class Receiver implements BodyReceiver {
  readonly #head: KeptBytes;
  readonly #sinks: readonly BodySink[];
  #digests: Digests | null = null;
  #size = 0;

  constructor(limit: number, sinks: readonly BodySink[]) {
    this.#head = keepBytes(limit);
    this.#sinks = sinks;
  }

  write(chunk: Uint8Array): void | Promise<void> {
    if (this.#digests === null && this.#size + chunk.length > streamHead) {
      this.#digests = startDigests(this.#head.bytes());
    }
    this.#head.add(chunk);
    this.#size += chunk.length;
    this.#digests?.sha256.update(chunk);
    this.#digests?.md5.update(chunk);
    return settleAll(this.#sinks, (sink) => sink.write(chunk));
  }

  end(complete: boolean): ReceivedBody | Promise<ReceivedBody> {
    const wait = settleAll(this.#sinks, (sink) => sink.end(complete));
    return wait instanceof Promise ? wait.then(() => this.#received()) : this.#received();
  }

  kept(): Uint8Array {
    return this.#head.bytes();
  }

  #received(): ReceivedBody {
    const first = this.#head.bytes();
    return this.#digests === null
      ? new KeptBody(first)
      : {
          size: this.#size,
          sha256: this.#digests.sha256.digest('hex'),
          md5: this.#digests.md5.digest('hex'),
          head: first.length > streamHead ? first.subarray(0, streamHead) : first,
        };
  }
}

interface Digests {
  readonly sha256: Hash;
  readonly md5: Hash;
}

function startDigests(before: Uint8Array): Digests {
  return { sha256: createHash('sha256').update(before), md5: createHash('md5').update(before) };
}

/** A body that is kept whole, and hashed only when somebody asks: few do, and hashing costs more than the rest. */
class KeptBody implements ReceivedBody {
  constructor(readonly head: Uint8Array) {}

  get size(): number {
    return this.head.length;
  }

  get sha256(): string {
    return createHash('sha256').update(this.head).digest('hex');
  }

  get md5(): string {
    return createHash('md5').update(this.head).digest('hex');
  }
}
