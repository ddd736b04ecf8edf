import { collectDocument } from '../http/collect-chunks.js';

/** The place of one document among those that are large. */
export interface Turn {
  /** Told of how much has come; a promise is to be waited for before more is taken. */
  reached(bytes: number): void | Promise<void>;
  /** Gives the place back, or gives up waiting for one. */
  end(): void;
}

/** What is larger waits for its turn: a page of a thousand keys is mostly smaller. */
const largeBytes = 512 * 1024;
/** Large documents that are received and read at the same time. */
const mostAtOnce = 2;

const waiting = new Set<() => void>();
let taken = 0;

/** Many large documents at once would fill the memory: few have their turn, and the others are not read on meanwhile. */
export function takeTurn(): Turn {
  let state: 'small' | 'waiting' | 'large' | 'over' = 'small';
  let go: () => void = () => undefined;

  return {
    reached(bytes) {
      if (bytes <= largeBytes || state !== 'small') {
        return undefined;
      }
      if (taken < mostAtOnce) {
        taken++;
        state = 'large';
        return undefined;
      }
      state = 'waiting';
      return new Promise<void>((resolve) => {
        go = () => {
          taken++;
          state = 'large';
          resolve();
        };
        waiting.add(go);
      });
    },
    end() {
      waiting.delete(go);
      if (state === 'large') {
        taken--;
        collectDocument();
        const [next] = waiting;
        if (next !== undefined) {
          waiting.delete(next);
          next();
        }
      }
      state = 'over';
    },
  };
}
