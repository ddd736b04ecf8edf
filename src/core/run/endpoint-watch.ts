import type { Failure } from '../../s3/types.js';
import type { Clock } from './context.js';

/** How long an endpoint that went away is waited for, in milliseconds. */
export const longestAbsence = 30_000;
const interval = 500;

/** Asks the endpoint for any answer at all; null means that it gave one. */
export type Probe = (timeoutMs: number) => Promise<Failure | null>;

/** Knows whether the endpoint answers; many operations that fail together wait for it together. */
export interface EndpointWatch {
  /** Why the endpoint counts as gone for good, or null. */
  readonly lost: string | null;
  /** Told of an operation that found nobody; resolves when the endpoint is back, or is given up. */
  missed(failure: Failure): Promise<void>;
  /** Asks once, at the start; what it finds missing is lost at once. */
  begin(timeoutMs: number): Promise<void>;
}

/** Watches one endpoint. */
export function watchEndpoint(probe: Probe, clock: Clock, abort: AbortSignal): EndpointWatch {
  let lost: string | null = null;
  let waiting: Promise<void> | undefined;

  const waitForIt = async (): Promise<void> => {
    const until = clock.monotonic() + longestAbsence;
    let failure: Failure | null;
    do {
      failure = await probe(interval * 4);
      if (!failure || abort.aborted) return;
      await clock.sleep(interval, abort);
    } while (clock.monotonic() < until);
    lost = `the endpoint went away and did not come back within ${longestAbsence / 1000} s: ${failure.message}`;
  };

  return {
    get lost() {
      return lost;
    },
    async missed() {
      waiting ??= waitForIt().finally(() => {
        waiting = undefined;
      });
      await waiting;
    },
    async begin(timeoutMs) {
      const failure = await probe(timeoutMs);
      if (failure) lost = failure.message;
    },
  };
}
