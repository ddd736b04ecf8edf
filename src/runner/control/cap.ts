import pLimit from 'p-limit';

/** Bounds how many operations are in flight. */
export interface Cap {
  /** Runs a task when a place among the operations in flight is free. */
  readonly limit: <T>(task: () => Promise<T>) => Promise<T>;
  /**
   * Frees the slot of a paused operation for another one while it waits for a task. It continues at once, even
   * where that makes one too many: who has its place may be waiting for it.
   */
  readonly releaseWhile: <T>(task: () => Promise<T>) => Promise<T>;
}

/** A cap of so many. */
export function createCap(most: number): Cap {
  const limit = pLimit(most);
  return {
    limit,
    async releaseWhile(task) {
      limit.concurrency++;
      try {
        return await task();
      } finally {
        limit.concurrency--;
      }
    },
  };
}

/** No cap, for what runs while an operation around it is paused. */
export const noCap: Cap = { limit: (task) => task(), releaseWhile: (task) => task() };
