import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from './clock.js';

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  async sleep(ms, signal) {
    await delay(ms, undefined, signal ? { signal } : {}).catch(() => {});
  },
};
