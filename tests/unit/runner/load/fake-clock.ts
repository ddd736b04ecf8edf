import type { Clock } from '../../../../src/runner/control/clock.js';

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

/** A clock that goes on only as `run` moves it from one sleeper to the next. */
export class FakeClock implements Clock {
  #nowMs = 1000;
  readonly #sleepers = new Set<Sleeper>();

  /** `lagMs` is by how much whoever sleeps wakes too late. */
  constructor(private readonly lagMs = 0) {}

  now(): Date {
    return new Date(this.#nowMs);
  }

  monotonic(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const sleeper = { atMs: this.#nowMs + ms + this.lagMs, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        resolve();
      });
    });
  }

  /** Lets everything happen until a promise is settled. */
  async run<T>(promise: Promise<T>): Promise<T> {
    let isSettled = false;
    const settle = () => {
      isSettled = true;
    };
    promise.then(settle, settle);
    for (;;) {
      await new Promise(setImmediate);
      if (isSettled) {
        return promise;
      }
      const next = [...this.#sleepers].toSorted((a, b) => a.atMs - b.atMs)[0];
      if (!next) {
        throw new Error('nothing will happen any more');
      }
      this.#sleepers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.wake();
    }
  }
}
