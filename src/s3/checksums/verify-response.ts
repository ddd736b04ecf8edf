import { headerValue } from '../../lib/headers.js';
import type { ResponseHead } from '../http/message-head.js';
import type { BodySink } from '../types.js';
import { checksumAlgorithm, type RunningChecksum } from './checksum.js';

/** Computes the checksum that a response claims for its body, as the body streams by. */
export interface ResponseVerification extends BodySink {
  /** One sentence where the checksums differ; null where they agree or the body broke off. */
  readonly problem: string | null;
}

/**
 * Starts to verify the body of a whole object against its x-amz-checksum header; null where there is none, or where
 * it is not one of the whole body (a range, a checksum of parts' checksums).
 */
export function verifyResponse(head: ResponseHead): ResponseVerification | null {
  const claim = head.status === 200 ? findClaim(head) : undefined;
  const algorithm = claim && checksumAlgorithm(claim.algorithm);
  if (claim === undefined || algorithm === undefined) {
    return null;
  }
  let checksum: RunningChecksum | undefined;
  let problem: string | null = null;
  /** Uses the checksum, at once where it runs already or starts at once: most algorithms do. */
  const use = (act: (running: RunningChecksum) => void): void | Promise<void> => {
    const running = checksum ?? algorithm.start();
    if (running instanceof Promise) {
      return running.then((started) => {
        checksum = started;
        act(started);
      });
    }
    checksum = running;
    return act(running);
  };
  return {
    get problem() {
      return problem;
    },
    write: (chunk) => use((running) => running.update(chunk)),
    end: (complete) =>
      use((running) => {
        const computed = Buffer.from(running.digest()).toString('base64');
        if (complete && computed !== claim.value) {
          problem = `${claim.header} says ${claim.value}, but that of the body is ${computed}`;
        }
      }),
  };
}

interface Claim {
  readonly header: string;
  readonly algorithm: string;
  readonly value: string;
}

function findClaim(head: ResponseHead): Claim | undefined {
  if (headerValue(head.headers, 'x-amz-checksum-type') === 'COMPOSITE') {
    return undefined;
  }
  for (const [name, value] of head.headers) {
    const header = name.toLowerCase();
    const algorithm = /^x-amz-checksum-(\w+)$/.exec(header)?.[1]?.toUpperCase();
    if (algorithm !== undefined && checksumAlgorithm(algorithm) !== undefined && !/-\d+$/.test(value)) {
      return { header, algorithm, value };
    }
  }
  return undefined;
}
