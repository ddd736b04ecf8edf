import type { Failure, Outcome } from '../../s3/types.js';
import type { Clock } from './clock.js';

/** How long an endpoint that stopped responding is waited for. */
const longestAbsenceMs = 30_000;
const intervalMs = 500;
/** How long one question may take: a busy server is not a dead one. */
const longestResponseMs = 5000;

/** Asks the endpoint for any response at all; null means that it gave one. */
export type Probe = (timeoutMs: number) => Promise<Failure | null>;

/** Why nothing can be sent any more: a sentence, and in few words the reason of each step that did not run. */
export interface Loss {
  readonly message: string;
  readonly skipReason: string;
}

/** The loss of an endpoint that gives no response. */
export function silenceOf({ message }: Failure): Loss {
  return { message, skipReason: 'the endpoint does not respond' };
}

/** An absence of the endpoint; `isFirst` for the one who noticed it. */
export interface Absence {
  readonly isFirst: boolean;
}

/** Knows whether the endpoint responds; many operations that fail together wait for it together. */
export interface EndpointWatch {
  /** Why the endpoint counts as gone for good, or as of no use from the start; or null. */
  readonly lost: Loss | null;
  /**
   * Called for an operation that lost its connection or timed out. Resolves at once where the endpoint still
   * responds, else when it responds again or is given up; null means that it always responded.
   */
  missed(): Promise<Absence | null>;
  /** Asks once, at the start; what it finds missing is lost at once. */
  begin(first: () => Promise<Loss | null>): Promise<void>;
}

const suspicious: ReadonlySet<string> = new Set(['refused', 'reset', 'truncated', 'timeout']);

/** Whether an outcome may mean that the endpoint stopped responding. */
export function mayBeGone({ failure }: Outcome): boolean {
  return failure !== null && suspicious.has(failure.kind);
}

/** How the reason of a case begins under which the server crashed. */
export const stoppedResponding = 'the server stopped responding';

/** An outcome that says that the endpoint stopped responding, or that it was not responding before the request. */
export function sayItWasAway(outcome: Outcome, { isFirst }: Absence): Outcome {
  const { failure } = outcome;
  if (!failure) {
    return outcome;
  }
  const what = isFirst || failure.kind !== 'refused' ? stoppedResponding : 'the server was not responding';
  return {
    ...outcome,
    failure: { ...failure, isAway: true, message: `${what}: ${failure.message}` },
  };
}

/** Watches one endpoint; once the signal is aborted it waits for nothing, and calls nothing lost. */
export function watchEndpoint(probe: Probe, clock: Clock, abort: AbortSignal): EndpointWatch {
  let lost: Loss | null = null;
  let waiting: Promise<boolean> | undefined;

  const waitForIt = async (): Promise<boolean> => {
    const deadlineMs = clock.monotonic() + longestAbsenceMs;
    let failure = await probe(longestResponseMs);
    if (!failure || abort.aborted) {
      return false;
    }
    while (clock.monotonic() < deadlineMs) {
      await clock.sleep(intervalMs, abort);
      failure = await probe(longestResponseMs);
      if (!failure || abort.aborted) {
        return true;
      }
    }
    const message = `the endpoint stopped responding and did not recover within ${longestAbsenceMs / 1000} s: ${failure.message}`;
    lost = silenceOf({ ...failure, message });
    return true;
  };

  return {
    get lost() {
      return lost;
    },
    async missed() {
      if (lost !== null) {
        return { isFirst: false };
      }
      if (abort.aborted) {
        return null;
      }
      const isFirst = waiting === undefined;
      waiting ??= waitForIt().finally(() => {
        waiting = undefined;
      });
      return (await waiting) ? { isFirst } : null;
    },
    async begin(first) {
      const loss = await first();
      if (loss && !abort.aborted) {
        lost = loss;
      }
    },
  };
}
