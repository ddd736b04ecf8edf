import type { HistoryLine, HistoryOperation } from '../history/types.js';

/** An operation that has been called and has not returned. */
export type CalledOperation = Omit<HistoryOperation, 'return' | 'outcome' | 'status' | 'code'>;

/** Gives operations their ids and times, and hands them on when they return. */
export interface Recorder {
  call(what: Omit<CalledOperation, 'id' | 'call'>): CalledOperation;
  /** Ends an operation now; gives it as it stands in the history. */
  end(
    called: CalledOperation,
    found: Pick<
      HistoryOperation,
      | 'outcome'
      | 'status'
      | 'code'
      | 'read'
      | 'listing'
      | 'etag'
      | 'version_id'
      | 'delete_marker'
      | 'upload_id'
    >,
  ): HistoryOperation;
  /** Operations that were called so far. */
  readonly called: number;
  /** Writes down those that never returned; what ends after it is not written. */
  close(): void;
}

/** Makes a recorder; `write` takes the lines, `now` gives microseconds of a monotonic clock, from the start on. */
export function createRecorder(write: (line: HistoryLine) => void, now: () => number): Recorder {
  const open = new Map<number, CalledOperation>();
  let called = 0;
  let isClosed = false;
  return {
    get called() {
      return called;
    },
    call(what) {
      const operation = { id: called++, ...what, call: Math.floor(now()) };
      open.set(operation.id, operation);
      return operation;
    },
    end(operation, found) {
      const ended = { ...operation, return: Math.ceil(now()), ...found };
      if (open.delete(operation.id) && !isClosed) {
        write(ended);
      }
      return ended;
    },
    close() {
      isClosed = true;
      for (const operation of open.values()) {
        write({ ...operation, return: null, outcome: 'unknown', status: null });
      }
      open.clear();
    },
  };
}
