import { type Collection, collect } from '../collect.js';
import type { RunEvent } from '../events.js';
import { stepOf } from '../fold.js';
import type { Redactor } from '../redact.js';
import { entryOf, type ResultHead, type ResultSource, type StepEntry } from '../source.js';
import { EventFile } from './event-file.js';
import { EventLog, passingEvents } from './event-log.js';
import { readStream } from './read-stream.js';
import { redactSource } from './redact-source.js';
import { rewriteStream } from './rewrite-stream.js';

/** So many steps are kept in memory where no file was asked for; most runs have fewer. */
const mostInMemory = 2048;

/** How a run is recorded. */
export interface RecordingOptions {
  /** The file to keep; without it what does not fit into memory goes to a file that is gone in the end. */
  readonly file?: string | undefined;
  /** Told once where nothing can be written any more; from then on steps stay in memory. */
  readonly onLost: (error: Error) => void;
}

/** What a run is recorded in as it happens: results are made from it, and need not be in memory. */
export interface Recording {
  add(event: RunEvent): void;
  /** Ends the recording; `late` masks what came to light only after it was recorded. */
  finish(late: Redactor | null): ResultSource;
  /** Writes what the results say beside their steps, where more is known of them than the run itself knew. */
  describe(head: ResultHead): void;
  /** From here on no step can be read. */
  close(): void;
}

/** Starts to record a run. Throws the system's error where the file cannot be made. */
export function startRecording({ file, onLost }: RecordingOptions): Recording {
  const collection: Collection<StepEntry> = collect();
  let opened = file === undefined ? undefined : EventFile.create(file);
  let log = opened && new EventLog(opened);
  let isLost = false;
  let kept = 0;

  const write = (event: RunEvent): StepEntry | null => {
    if (!log) {
      opened = EventFile.temporary();
      log = new EventLog(opened);
    }
    return log.add(event);
  };
  const keep = (event: RunEvent): StepEntry | null => {
    const step = stepOf(event);
    return step && entryOf(step);
  };
  const attempt = <T>(work: () => T, otherwise: () => T): T => {
    try {
      return work();
    } catch (error) {
      isLost = true;
      onLost(error as Error);
      return otherwise();
    }
  };

  return {
    add(event) {
      if (passingEvents.has(event.type)) {
        return;
      }
      const isSmall = file === undefined && (stepOf(event) === null || kept < mostInMemory);
      if (isLost || isSmall) {
        const step = keep(event);
        kept += step === null ? 0 : 1;
        collection.add(event, step);
        return;
      }
      collection.add(
        event,
        attempt(
          () => write(event),
          () => keep(event),
        ),
      );
    },
    finish(late) {
      const source = collection.results();
      if (late === null || file === undefined || !opened || isLost) {
        return late === null ? source : redactSource(source, late);
      }
      const written = opened;
      return attempt(
        () => {
          opened = rewriteStream(file, written, late);
          return readStream(opened).source;
        },
        () => redactSource(source, late),
      );
    },
    describe(head) {
      if (file !== undefined && opened && !isLost) {
        const described = opened;
        attempt(
          () => void described.append(JSON.stringify({ type: 'results-described', head })),
          () => {},
        );
      }
    },
    close() {
      opened?.close();
      opened = undefined;
    },
  };
}
