import { renameSync, rmSync } from 'node:fs';
import { temporaryBeside } from '../../lib/temporary-beside.js';
import type { RunEvent } from '../events.js';
import type { Redactor } from '../redact.js';
import { EventFile } from './event-file.js';
import { EventLog } from './event-log.js';
import { readEvents } from './read-events.js';

/**
 * Puts the same stream without what the redactor masks in the place of a file, and gives it, open. The old file is
 * closed. Throws the system's error where it cannot be written; the old file is open then, and has no name any more, since
 * it holds what nobody may see.
 */
export function rewriteStream(file: string, written: EventFile, redact: Redactor): EventFile {
  const temporary = temporaryBeside(file);
  let masked: EventFile | undefined;
  try {
    masked = EventFile.create(temporary);
    const log = new EventLog(masked);
    for (const { data } of readEvents(written, new EventLog(written))) {
      // What is read here was written by this process.
      log.add(redactEvent(data as unknown as RunEvent, redact));
    }
    renameSync(temporary, file);
  } catch (error) {
    masked?.close();
    rmSync(temporary, { force: true });
    rmSync(file, { force: true });
    throw error;
  }
  written.close();
  return masked;
}

function redactEvent(event: RunEvent, redact: Redactor): RunEvent {
  return 'result' in event ? ({ ...event, result: redact(event.result) } as RunEvent) : redact(event);
}
