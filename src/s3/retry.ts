import { setTimeout as delay } from 'node:timers/promises';
import type { Throttle } from './throttle.js';
import type { ClientSources, Failure, Outcome, RetryPolicy } from './types.js';

const retriedStatus = new Set([429, 500, 502, 503, 504]);
const throttledStatus = new Set([429, 503]);
const retriedFailure = new Set<Failure['kind']>(['refused', 'reset', 'dns', 'truncated', 'protocol']);
const baseMs = 100;
const capMs = 20_000;

/** One attempt of a call; `isFinal` forbids another one, whatever its outcome. */
export interface RetryAttempt {
  readonly outcome: Outcome;
  readonly isFinal: boolean;
}

/** What repetitions share with the other calls of a client, and what ends them. */
export interface RetryContext {
  readonly sources: Pick<ClientSources, 'random'>;
  readonly throttle: Throttle;
  readonly deadline: { readonly signal: AbortSignal };
}

/**
 * Repeats an attempt while its policy allows it, with exponential back-off and full jitter; counts the retries. In the
 * mode `adaptive` all calls of a client slow down together where the server says that there are too many.
 */
export async function withRetries(
  policy: RetryPolicy,
  context: RetryContext,
  attempt: () => Promise<RetryAttempt>,
): Promise<Outcome> {
  const { sources, deadline } = context;
  const throttle = policy.mode === 'adaptive' ? context.throttle : null;
  const exchanges: Outcome['exchanges'][number][] = [];
  for (let retries = 0; ; retries++) {
    if (throttle !== null) {
      await throttle.ready(deadline.signal);
    }
    const { outcome, isFinal } = await attempt();
    throttle?.tell(throttledStatus.has(outcome.response?.status ?? 0));
    if (retries === 0 && (isFinal || policy.maxAttempts <= 1 || !isRetryable(outcome))) {
      return outcome;
    }
    exchanges.push(...outcome.exchanges);
    if (isFinal || retries + 1 >= policy.maxAttempts || !isRetryable(outcome)) {
      return { ...outcome, exchanges, retries };
    }
    const pauseMs = sources.random() * Math.min(capMs, baseMs * 2 ** retries);
    const isAborted = await delay(pauseMs, false, { signal: deadline.signal }).catch(() => true);
    if (isAborted) {
      return { ...outcome, exchanges, retries };
    }
  }
}

function isRetryable(outcome: Outcome): boolean {
  return outcome.failure === null
    ? outcome.response !== null && retriedStatus.has(outcome.response.status)
    : retriedFailure.has(outcome.failure.kind);
}
