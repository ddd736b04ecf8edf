import { setTimeout as sleep } from 'node:timers/promises';
import type { RunningCommand } from './run-command.js';

/** Asks until there is an answer, while a command runs; rejects where the command ends before. */
export async function waitUntil<T>(run: RunningCommand, ask: () => Promise<T | null>): Promise<T> {
  const ended: { result?: unknown } = {};
  run.finished.then(
    (result) => {
      ended.result = result;
    },
    (error: unknown) => {
      ended.result = error;
    },
  );
  for (;;) {
    const answer = await ask();
    if (answer !== null) {
      return answer;
    }
    if (ended.result !== undefined) {
      throw new Error(`the command ended too soon: ${JSON.stringify(ended.result)}`);
    }
    await sleep(5);
  }
}
