import type { Failure, Outcome } from '../../s3/types.js';
import type { Clock } from './context.js';

/** How long an endpoint that went away is waited for, in milliseconds. */
const longestAbsence = 30_000;
const interval = 500;

/** Asks the endpoint for any answer at all; null means that it gave one. */
export type Probe = (timeoutMs: number) => Promise<Failure | null>;

/** Knows whether the endpoint answers; many operations that fail together wait for it together. */
export interface EndpointWatch {
  /** Why the endpoint counts as gone for good, or null. */
  readonly lost: string | null;
  /**
   * Told of an operation that lost its connection. Resolves at once where the endpoint still answers, else when it is
   * back or given up; true means that it was away.
   */
  missed(): Promise<boolean>;
  /** Asks once, at the start; what it finds missing is lost at once. */
  begin(timeoutMs: number): Promise<void>;
}

const lostConnections: ReadonlySet<string> = new Set(['refused', 'reset', 'truncated']);

/** Whether an outcome may mean that the endpoint went away. */
export function hasLostConnection({ failure }: Outcome): boolean {
  return failure !== null && lostConnections.has(failure.kind);
}

/** Watches one endpoint. */
export function watchEndpoint(probe: Probe, clock: Clock, abort: AbortSignal): EndpointWatch {
  let lost: string | null = null;
  let waiting: Promise<boolean> | undefined;

  const waitForIt = async (): Promise<boolean> => {
    const until = clock.monotonic() + longestAbsence;
    let failure = await probe(interval * 4);
    if (!failure || abort.aborted) return false;
    while (clock.monotonic() < until) {
      await clock.sleep(interval, abort);
      failure = await probe(interval * 4);
      if (!failure || abort.aborted) return true;
    }
    lost = `the endpoint went away and did not come back within ${longestAbsence / 1000} s: ${failure.message}`;
    return true;
  };

  return {
    get lost() {
      return lost;
    },
    async missed() {
      waiting ??= waitForIt().finally(() => {
        waiting = undefined;
      });
      return waiting;
    },
    async begin(timeoutMs) {
      const failure = await probe(timeoutMs);
      if (failure) lost = failure.message;
    },
  };
}
