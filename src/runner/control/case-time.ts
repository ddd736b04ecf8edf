import type { Clock } from './clock.js';

/** The time that the requests of one case may take, all together; its pauses do not count. */
export interface CaseTime {
  /** What is left of it, in milliseconds; throws where it is used up. */
  leftMs(): number;
  /** Counts the time until a request is answered; requests side by side count once. */
  spend<T>(request: () => Promise<T>): Promise<T>;
}

/** Starts the time of a case, in seconds; without a limit there is always some left. */
export function startCaseTime(seconds: number | undefined, clock: Clock): CaseTime {
  const limitMs = seconds === undefined ? Number.POSITIVE_INFINITY : seconds * 1000;
  let spentMs = 0;
  let inFlight = 0;
  let sinceMs = 0;
  const count = (): void => {
    const nowMs = clock.monotonic();
    spentMs += inFlight > 0 ? nowMs - sinceMs : 0;
    sinceMs = nowMs;
  };
  return {
    leftMs() {
      count();
      if (spentMs >= limitMs) {
        throw new Error(`the case has used up the ${seconds} s that its requests may take (--case-timeout)`);
      }
      return Math.ceil(limitMs - spentMs);
    },
    async spend(request) {
      count();
      inFlight++;
      try {
        return await request();
      } finally {
        count();
        inFlight--;
      }
    },
  };
}
