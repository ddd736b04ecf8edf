import { setTimeout as delay } from 'node:timers/promises';

/** Lets operations through, so many a second at the most. */
export interface Pacer {
  turn(signal: AbortSignal): Promise<void>;
}

/** Makes a pacer; null as `rate` lets everything through. */
export function createPacer(rate: number | null): Pacer {
  let nextMs = performance.now();
  return {
    async turn(signal) {
      if (rate === null) {
        return;
      }
      const nowMs = performance.now();
      const mineMs = Math.max(nextMs, nowMs);
      nextMs = mineMs + 1000 / rate;
      if (mineMs > nowMs) {
        await delay(mineMs - nowMs, undefined, { signal }).catch(() => undefined);
      }
    },
  };
}
