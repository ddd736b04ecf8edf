import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { describeFileError } from '../../lib/describe-file-error.js';
import { isRecord } from '../../lib/records.js';
import { problemsOf } from '../../results/schema/problems.js';
import {
  type Recording,
  type RecordingHead,
  type RecordingLine,
  recordingFormat,
  recordingHead,
  recordingLine,
} from './schema.js';

/** A file that is no recording: one sentence for people, which names the file and, where it is known, the line. */
export class RecordingError extends Error {}

/** A recording as it was read from its file. */
export interface ReadRecording extends Recording {
  /** The number of a last line that is broken off, as a recorder that was killed leaves it; null where all are whole. */
  readonly tornLine: number | null;
}

/** Reads the file of a recording, up to a last line that is broken off. Rejects with a {@link RecordingError}. */
export async function readRecording(file: string): Promise<ReadRecording> {
  const stream = createReadStream(file, 'utf8');
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  try {
    return await Promise.race([failed, parseLines(createInterface({ input: stream }), file)]);
  } catch (error) {
    if (error instanceof RecordingError) {
      throw error;
    }
    throw new RecordingError(`cannot read the recording ${file}: ${describeFileError(error)}`);
  } finally {
    stream.destroy();
  }
}

async function parseLines(lines: AsyncIterable<string>, file: string): Promise<ReadRecording> {
  let head: RecordingHead | undefined;
  const exchanges: RecordingLine[] = [];
  let number = 0;
  let torn: { readonly line: number; readonly error: RecordingError } | undefined;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === '') {
      continue;
    }
    if (torn !== undefined) {
      throw torn.error;
    }
    const data = parseLine(
      text,
      head === undefined ? `${file} is no recording: its first line` : `${file}:${number}: this`,
    );
    if (data instanceof RecordingError) {
      torn = { line: number, error: data };
      continue;
    }
    if (head === undefined) {
      head = readHead(data, `${file}:${number}`);
    } else {
      exchanges.push(readLine(data, `${file}:${number}`));
    }
  }
  if (head === undefined) {
    throw (
      torn?.error ?? new RecordingError(`${file} is no recording: it is empty; s3tester record writes one`)
    );
  }
  return { head, lines: exchanges, tornLine: torn?.line ?? null };
}

/** The data of a line, which `what` names in sentences; the error where it is no JSON, which the next line throws. */
function parseLine(text: string, what: string): Record<string, unknown> | RecordingError {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return new RecordingError(`${what} is not JSON; s3tester record writes a recording`);
  }
  if (!isRecord(data)) {
    throw new RecordingError(`${what} is JSON, but no object`);
  }
  return data;
}

function readHead(data: Record<string, unknown>, place: string): RecordingHead {
  if (!('recording' in data)) {
    throw new RecordingError(`${place}: this is no recording: its first line has no member "recording"`);
  }
  if (data.recording !== recordingFormat) {
    const found = JSON.stringify(data.recording);
    throw new RecordingError(
      `${place}: the recording has format ${found}; this s3tester reads ${recordingFormat}`,
    );
  }
  const read = recordingHead.safeParse(data);
  if (!read.success) {
    throw new RecordingError(`${place}: ${problemsOf(data, recordingHead)[0]}`);
  }
  return read.data;
}

function readLine(data: Record<string, unknown>, place: string): RecordingLine {
  const read = recordingLine.safeParse(data);
  if (!read.success) {
    throw new RecordingError(`${place}: ${problemsOf(data, recordingLine)[0]}`);
  }
  return read.data;
}
