import { isRecord } from '../../lib/records.js';
import type { EventFile, Place } from './event-file.js';
import type { EventLog } from './event-log.js';
import type { SharedLine } from './shared-values.js';

/** A line of a stream that is not what it must be. */
export class StreamError extends Error {
  constructor(
    /** From 1. */
    readonly line: number,
    message: string,
  ) {
    super(message);
  }
}

/** A line of a stream as it was read: an event, with all values in it, if the stream is one. */
export interface ReadLine {
  readonly data: Record<string, unknown>;
  readonly line: number;
  readonly place: Place;
}

/**
 * Reads the events of a stream one by one; a last line that was torn off is left out. Throws a {@link StreamError} for a
 * line that is none of a stream.
 */
export function* readEvents(file: EventFile, log: EventLog): Generator<ReadLine> {
  let line = 0;
  for (const { text, place, isWhole } of file.lines()) {
    line++;
    const data = parse(text);
    if (!isRecord(data) || typeof data.type !== 'string') {
      if (isWhole) {
        throw new StreamError(line, data === undefined ? 'is not JSON' : 'is no event of a run');
      }
      return;
    }
    if (isShared(data)) {
      log.noteShared(data, place);
      continue;
    }
    if (isRecord(data.result) && log.complete(data.result) === undefined) {
      throw new StreamError(line, 'names a shared value that no line before it has');
    }
    yield { data, line, place };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isShared(data: Record<string, unknown>): data is Record<string, unknown> & SharedLine {
  return data.type === 'shared' && typeof data.id === 'number' && isRecord(data.value);
}
