import type { LineMask } from './mask-line.js';
import { type RecordingHead, type RecordingLine, recordingFormat } from './schema.js';

/** What is known of an exchange once it is over. */
export type Exchange = Omit<RecordingLine, 'n' | 'at' | 'took'>;

/** The place of an exchange in the recording, taken when its request came. */
export interface Place {
  /** Once, when the exchange is over. */
  finish(exchange: Exchange): void;
}

/** Writes down exchanges, in the order in which their requests came. */
export interface Recorder {
  begin(): Place;
  /** Ends the recording; exchanges that are not over are left out. */
  close(): void;
}

/** What a recording is made with. */
export interface RecorderOptions {
  readonly application: string | null;
  readonly version: string | null;
  readonly started: Date;
  /** How the program comes. */
  readonly scheme: 'http' | 'https';
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  readonly mask: LineMask;
  /** Takes the head, once, before the first line. */
  onHead(head: RecordingHead): void;
  /** Takes the lines, secrets masked, in order. */
  onLine(line: RecordingLine): void;
}

/**
 * Makes a recorder. An exchange that is over waits until those that began before it are; the head waits for the first
 * exchange that names a bucket, since only that tells the addressing.
 */
export function createRecorder(options: RecorderOptions): Recorder {
  const { application, version, started, scheme, now, mask, onHead, onLine } = options;
  const origin = now();
  const since = (): number => Math.round((now() - origin) * 1000) / 1000;
  const finished = new Map<number, RecordingLine>();
  const ready: RecordingLine[] = [];
  let begun = 0;
  let next = 1;
  let isOpen = true;
  let hasHead = false;

  const writeReady = (): void => {
    const lines = ready.splice(0);
    if (!hasHead) {
      hasHead = true;
      onHead({
        recording: recordingFormat,
        application,
        version,
        started: started.toISOString(),
        upstream: lines.map(serverOf).find((name) => name !== null) ?? null,
        addressing: lines.find(({ bucket }) => bucket !== null)?.addressing ?? 'path',
        scheme,
      });
    }
    lines.forEach(onLine);
  };
  const advance = (): void => {
    for (let line = finished.get(next); line !== undefined; line = finished.get(next)) {
      finished.delete(next);
      next += 1;
      ready.push(line);
    }
    if (hasHead || ready.some(({ bucket }) => bucket !== null)) {
      writeReady();
    }
  };
  return {
    begin() {
      begun += 1;
      const n = begun;
      const at = since();
      return {
        finish(exchange) {
          if (isOpen) {
            const took = Math.round((since() - at) * 1000) / 1000;
            finished.set(n, mask({ n, at, took, ...exchange }));
            advance();
          }
        },
      };
    },
    close() {
      isOpen = false;
      for (const n of [...finished.keys()].sort((a, b) => a - b)) {
        ready.push(...[finished.get(n)].filter((line) => line !== undefined));
      }
      finished.clear();
      writeReady();
    },
  };
}

function serverOf({ response }: RecordingLine): string | null {
  return response?.headers.find(([name]) => name === 'server')?.[1] ?? null;
}
