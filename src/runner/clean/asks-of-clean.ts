import pLimit from 'p-limit';
import type { Credential, Failure, Outcome, S3Client } from '../../s3/types.js';
import { type Ask, makeAsk } from './ask.js';

/** How long requests that are in flight at Ctrl-C have to end, in milliseconds. */
const graceMs = 1500;

/** What the asks of one journal have in common. */
export interface AskingOptions {
  readonly client: S3Client;
  readonly credentials: Iterable<Credential>;
  readonly timeoutMs: number;
  readonly concurrency: number;
  readonly interrupt: AbortSignal | undefined;
}

/**
 * What each credential asks with while journals are cleaned: patient with a server that refuses, but one that does not
 * answer is not asked again. At Ctrl-C nothing more is sent, and what is in flight is cut a moment later.
 */
export function asksOfClean(options: AskingOptions): ReadonlyMap<Credential, Ask> {
  const { client, credentials, timeoutMs, concurrency, interrupt } = options;
  const limit = pLimit(concurrency);
  const signal = laterThan(interrupt);
  let outOfReach: Outcome | null = null;
  const asks = new Map<Credential, Ask>();
  for (const credential of credentials) {
    const ask = makeAsk({
      client,
      clientOptions: {
        driver: 'direct',
        checksums: 'when_required',
        retry: { maxAttempts: 4, mode: 'standard' },
      },
      credential,
      timeoutMs,
      signal,
      limit,
    });
    asks.set(credential, async (...call) => {
      if (interrupt?.aborted) {
        return unanswered({ kind: 'client', message: 'interrupted' });
      }
      if (outOfReach) {
        return outOfReach;
      }
      const outcome = await ask(...call);
      // Who does not answer once after several attempts is not asked for every bucket again.
      if (!outcome.response) {
        outOfReach = outcome;
      }
      return outcome;
    });
  }
  return asks;
}

/** A signal that is aborted a moment after another one. */
function laterThan(interrupt: AbortSignal | undefined): AbortSignal {
  const later = new AbortController();
  interrupt?.addEventListener('abort', () => void setTimeout(() => later.abort(), graceMs).unref(), {
    once: true,
  });
  return later.signal;
}

function unanswered(failure: Failure): Outcome {
  return { response: null, failure, exchanges: [], retries: 0 };
}
