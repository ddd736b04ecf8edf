/** The clock of a run, handed in; `monotonic` is in milliseconds. */
export interface Clock {
  now(): Date;
  monotonic(): number;
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
