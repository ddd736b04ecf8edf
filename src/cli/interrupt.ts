import type { Io } from './io.js';

/** Ctrl-C as a run sees it. */
export interface Interrupt {
  /** Aborted at the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Stops listening. */
  release(): void;
}

/** Ctrl-C, a polite kill, and a terminal that was closed. */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Listens for Ctrl-C: the first asks the run to end, the second ends the process at once, with 130. */
export function catchInterrupt(io: Io): Interrupt {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) {
      io.stderr.write('stopped at once: s3tester clean removes what is left\n');
      process.exit(130);
    }
    io.stderr.write('\ninterrupted: running operations end, clean-up runs; again to stop at once\n');
    controller.abort();
  };
  for (const name of endingSignals) {
    process.on(name, listener);
  }
  return {
    signal: controller.signal,
    release() {
      for (const name of endingSignals) {
        process.off(name, listener);
      }
    },
  };
}
