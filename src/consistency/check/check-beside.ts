import { createRequire } from 'node:module';
import path from 'node:path';
import { getAsset, isSea } from 'node:sea';
import { Worker } from 'node:worker_threads';
import type { HistoryHeader } from '../history/types.js';
import type { CheckedHistory } from './follow-history.js';
import type { FromThread, ToThread } from './thread-messages.js';

/** Checks a history while it is made. */
export interface CheckBeside {
  begin(header: HistoryHeader): void;
  /** Takes lines of NDJSON. */
  add(text: string): void;
  /** Whether something was found already. */
  readonly violated: boolean;
  /** Operations that were checked. */
  readonly operations: number;
  /** Resolves when the checkers keep up again; rejects where they broke down. */
  ready(): Promise<void>;
  finish(): Promise<CheckedHistory>;
  close(): Promise<void>;
}

/** Starts the program of the thread as it was built: a bundle holds this module elsewhere, and tests run it from its source. */
function startThread(): Worker {
  if (isSea()) {
    return new Worker(getAsset('check-thread.cjs', 'utf8'), { eval: true });
  }
  const root = path.dirname(createRequire(import.meta.url).resolve('s3tester/package.json'));
  return new Worker(path.join(root, 'dist/consistency/check/check-thread.js'));
}

/** Blocks of lines that may wait for the checkers before the clients wait for them, too. */
const mostWaiting = 256;

/** Starts a thread of its own, so that checkers do not hold the clients up. */
export function checkBeside(): CheckBeside {
  const worker = startThread();
  let violated = false;
  let operations = 0;
  let waiting = 0;
  let problem: Error | null = null;
  let wake: (() => void) | null = null;
  let behind: Promise<void> | null = null;
  let done: (checked: CheckedHistory) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;

  const tell = (message: ToThread): void => worker.postMessage(message);
  const keepUp = (): void => {
    behind = null;
    wake?.();
  };
  worker.on('message', (message: FromThread) => {
    if (message.type === 'finished') {
      done(message.checked);
      return;
    }
    ({ violated, operations } = message);
    waiting--;
    if (waiting < mostWaiting) {
      keepUp();
    }
  });
  worker.on('error', (error) => {
    problem = error;
    keepUp();
    fail(error);
  });

  return {
    get violated() {
      return violated;
    },
    get operations() {
      return operations;
    },
    begin: (header) => tell({ type: 'begin', header }),
    add(text) {
      tell({ type: 'lines', text });
      if (++waiting >= mostWaiting) {
        behind ??= new Promise((resolve) => {
          wake = resolve;
        });
      }
    },
    async ready() {
      if (behind !== null) {
        await behind;
      }
      if (problem !== null) {
        throw problem;
      }
    },
    finish: () =>
      new Promise((resolve, reject) => {
        if (problem !== null) {
          reject(problem);
          return;
        }
        done = resolve;
        fail = reject;
        tell({ type: 'finish' });
      }),
    async close() {
      await worker.terminate();
    },
  };
}
