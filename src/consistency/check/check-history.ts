import { setImmediate as breathe } from 'node:timers/promises';
import { openHistory } from '../history/read-history.js';
import { type CheckedHistory, followHistory } from './follow-history.js';

/** Lines that are followed before others have their turn. */
const linesAtOnce = 1000;

/** Checks a history in a file; rejects with a HistoryError for a file that is none. */
export async function checkHistory(
  path: string,
  onProgress: (operations: number) => void,
): Promise<CheckedHistory> {
  const { header, lines } = await openHistory(path);
  const follower = followHistory(header);
  let number = 0;
  for await (const line of lines) {
    follower.add(line);
    if (++number % linesAtOnce === 0) {
      onProgress(follower.operations);
      await breathe();
    }
  }
  return follower.finish();
}
