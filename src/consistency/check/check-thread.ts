import { parentPort } from 'node:worker_threads';
import type { HistoryLine } from '../history/types.js';
import { type Follower, followHistory } from './follow-history.js';
import type { FromThread, ToThread } from './thread-messages.js';

// The program of the thread that checks a history while it is made.

let follower: Follower | null = null;

parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'begin') {
    follower = followHistory(message.header);
  } else if (follower && message.type === 'lines') {
    for (const text of message.text.split('\n').slice(0, -1)) {
      follower.add(JSON.parse(text) as HistoryLine);
    }
    tell({ type: 'checked', operations: follower.operations, violated: follower.violated });
  } else if (follower) {
    tell({ type: 'finished', checked: follower.finish() });
  }
});

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}
