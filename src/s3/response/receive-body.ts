import { createHash, type Hash } from 'node:crypto';
import type { BodySink, ReceivedBody } from '../types.js';
import { keepBytes } from './kept-bytes.js';

/** Takes a response body apart as it streams by: hashes, the first bytes, and the caller's sinks. */
export interface BodyReceiver {
  write(chunk: Uint8Array): void | Promise<void>;
  /** Ends the sinks and gives what was received. */
  end(complete: boolean): Promise<ReceivedBody>;
  /** Everything received, as long as it is no more than was asked to be kept. */
  kept(): Uint8Array;
}

/** The most of a streamed body that is kept, in bytes. */
export const streamHead = 1024 * 1024;

/** Makes a receiver that keeps the first `limit` bytes and passes everything to `sinks`. */
export function receiveBody(limit: number, sinks: readonly BodySink[]): BodyReceiver {
  const head = keepBytes(limit);
  let digests: Digests | null = null;
  let size = 0;

  return {
    write(chunk) {
      if (digests === null && size + chunk.length > streamHead) {
        digests = startDigests(head.bytes());
      }
      head.add(chunk);
      size += chunk.length;
      digests?.sha256.update(chunk);
      digests?.md5.update(chunk);
      const waits = sinks.map((sink) => sink.write(chunk)).filter((wait) => wait instanceof Promise);
      return waits.length === 0 ? undefined : Promise.all(waits).then(() => undefined);
    },
    async end(complete) {
      await Promise.all(sinks.map((sink) => sink.end(complete)));
      const first = head.bytes();
      return digests === null
        ? keptBody(first)
        : {
            size,
            sha256: digests.sha256.digest('hex'),
            md5: digests.md5.digest('hex'),
            head: first.length > streamHead ? first.subarray(0, streamHead) : first,
          };
    },
    kept: head.bytes,
  };
}

interface Digests {
  readonly sha256: Hash;
  readonly md5: Hash;
}

function startDigests(before: Uint8Array): Digests {
  return { sha256: createHash('sha256').update(before), md5: createHash('md5').update(before) };
}

/** A body that is kept whole, and hashed only when somebody asks: few do, and hashing costs more than the rest. */
function keptBody(head: Uint8Array): ReceivedBody {
  return {
    size: head.length,
    head,
    get sha256() {
      return createHash('sha256').update(head).digest('hex');
    },
    get md5() {
      return createHash('md5').update(head).digest('hex');
    },
  };
}
