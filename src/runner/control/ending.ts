import type { Clock } from './clock.js';

/** How long operations that are in flight at Ctrl-C have to end. */
const graceMs = 1500;
/** How long a server may answer nothing at all while a run that was interrupted cleans up. */
const silenceMs = 2500;
const lookEveryMs = 100;

/** What a run that was interrupted still waits for. */
export interface Wait {
  readonly reason: string;
  readonly seconds: number;
}

/** How a run ends that is interrupted: at once for who only waits, a moment later for what is in flight. */
export interface Ending {
  /** Aborted at Ctrl-C, and at the end of the run. */
  readonly interrupted: AbortSignal;
  /** Aborted when operations of set-up and tests must end. */
  readonly operations: AbortSignal;
  /** Aborted when even the clean-up must end, since an interrupted run gets no answer any more. */
  readonly cleanUp: AbortSignal;
  /** Counts a request in flight. */
  track<T>(task: () => Promise<T>): Promise<T>;
  /** Waits for something that Ctrl-C does not end, and tells of it from then on. */
  waitFor(reason: string, ms: number): Promise<void>;
}

/** Follows an interruption; `tell` hears what is still waited for after it. */
export function watchInterrupt(
  { interrupt, abort }: { readonly interrupt: AbortSignal | undefined; readonly abort: AbortSignal },
  clock: Clock,
  tell: (wait: Wait) => void,
): Ending {
  const operations = new AbortController();
  const cleanUp = new AbortController();
  const waits = new Set<{ readonly reason: string; readonly untilMs: number }>();
  let inFlight = 0;
  /** When something was last answered, or began to be asked. */
  let heardMs = 0;
  const secondsUntil = (endMs: number): number =>
    Math.max(0, Math.round((endMs - clock.monotonic()) / 100) / 10);

  const end = async (): Promise<void> => {
    const { size } = waits;
    for (const { reason, untilMs } of waits) {
      tell({ reason, seconds: secondsUntil(untilMs) });
    }
    if (inFlight > 0 && size === 0) {
      tell({ reason: `${inFlight} in flight, to end`, seconds: graceMs / 1000 });
    }
    await clock.sleep(graceMs, abort);
    operations.abort();
    heardMs = clock.monotonic();
    while (!abort.aborted) {
      await clock.sleep(lookEveryMs, abort);
      if (inFlight > 0 && clock.monotonic() - heardMs > silenceMs) {
        cleanUp.abort();
        return;
      }
    }
  };
  const signals = interrupt ? [interrupt, abort] : [abort];
  const interrupted = AbortSignal.any(signals);
  if (interrupt?.aborted) {
    void end();
  } else {
    interrupt?.addEventListener('abort', () => void end(), { once: true, signal: abort });
  }
  abort.addEventListener('abort', () => {
    operations.abort();
    cleanUp.abort();
  });
  return {
    interrupted,
    operations: operations.signal,
    cleanUp: cleanUp.signal,
    async track(task) {
      heardMs = inFlight++ === 0 ? clock.monotonic() : heardMs;
      try {
        return await task();
      } finally {
        inFlight--;
        heardMs = clock.monotonic();
      }
    },
    async waitFor(reason, ms) {
      const wait = { reason, untilMs: clock.monotonic() + ms };
      waits.add(wait);
      if (interrupted.aborted) {
        tell({ reason, seconds: secondsUntil(wait.untilMs) });
      }
      await clock.sleep(ms, abort).finally(() => waits.delete(wait));
    },
  };
}
