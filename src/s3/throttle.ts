import { setTimeout as delay } from 'node:timers/promises';

const leastMs = 100;
const mostMs = 20_000;

/** What all calls of a client know of a server that asks for fewer requests. */
export interface Throttle {
  /** Resolves when the next request may go out, at once where nothing speaks against it, or when it is given up. */
  ready(signal: AbortSignal): Promise<void>;
  /** Tells how the server responded: each `true` doubles the pause before anything more is sent, others halve it. */
  tell(isThrottled: boolean): void;
}

/** A throttle that is open; `now` gives milliseconds. */
export function createThrottle(now: () => number = () => performance.now()): Throttle {
  let pauseMs = 0;
  let closedUntil = 0;
  return {
    async ready(signal) {
      const leftMs = closedUntil - now();
      if (leftMs > 0) {
        await delay(leftMs, undefined, { signal }).catch(() => undefined);
      }
    },
    tell(isThrottled) {
      if (isThrottled) {
        pauseMs = Math.min(mostMs, Math.max(leastMs, pauseMs * 2));
        closedUntil = now() + pauseMs;
      } else {
        pauseMs = pauseMs > leastMs ? pauseMs / 2 : 0;
      }
    },
  };
}
