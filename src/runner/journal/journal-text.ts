import type { JournalEntry } from './journal.js';
import type { ProcessIdentity } from './process-identity.js';

/** Whose buckets a journal names, and where they are; no secret is in it. */
export interface JournalHeader {
  readonly runId: string;
  readonly endpointUrl: string;
  readonly region: string;
  readonly pathStyle: boolean | null;
  readonly process: ProcessIdentity;
  /** ISO 8601. */
  readonly started: string;
}

/** A line of a journal: a header first, then buckets that may exist and buckets that are gone. */
export type JournalLine =
  | ({ readonly journal: 1 } & JournalHeader)
  | JournalEntry
  | { readonly gone: string }
  | { readonly closed: true };

/** A journal as it was read. */
export interface JournalText {
  /** Null where the first line was never complete, so that nothing was created. */
  readonly header: JournalHeader | null;
  /** The buckets that may exist. */
  readonly entries: readonly JournalEntry[];
  /** Whether its run has ended and left these buckets. */
  readonly isClosed: boolean;
}

/** One line of a journal, with its end. */
export function writeLine(line: JournalLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** Reads a journal; a line that is not whole was never relied on, and is passed over. */
export function readJournalText(text: string): JournalText {
  let header: JournalHeader | null = null;
  const entries = new Map<string, JournalEntry>();
  let isClosed = false;
  for (const line of text.split('\n').map(parseLine)) {
    if (line === null) {
      continue;
    }
    if ('journal' in line) {
      header = line;
    } else if ('bucket' in line) {
      entries.set(line.bucket, line);
    } else if ('gone' in line) {
      entries.delete(line.gone);
    } else if ('closed' in line) {
      isClosed = true;
    }
  }
  return { header, entries: [...entries.values()], isClosed };
}

function parseLine(text: string): JournalLine | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? (line as JournalLine) : null;
  } catch {
    return null;
  }
}
