import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { describeFileError } from '../../lib/describe-file-error.js';
import type { HistoryHeader, HistoryLine } from './types.js';

/** A file that is no history; the message names file and line. */
export class HistoryError extends Error {}

/** A history as it is read: its header, and the lines after it, once. */
export interface OpenHistory {
  readonly header: HistoryHeader;
  readonly lines: AsyncIterable<HistoryLine>;
}

/** Opens a history of NDJSON; rejects with a {@link HistoryError}, as do its lines, for what cannot be read. */
export async function openHistory(path: string): Promise<OpenHistory> {
  const texts = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  const iterator = texts[Symbol.asyncIterator]();
  const first = await iterator.next().catch((error: Error) => {
    throw new HistoryError(`${path} cannot be read: ${describeFileError(error)}`);
  });
  const header = first.done ? undefined : parse(first.value, path, 1);
  if (!isHeader(header)) {
    texts.close();
    throw new HistoryError(`${path}:1: is not the first line of a history ("type": "history", "format": 1)`);
  }
  return { header, lines: linesOf(iterator, path) };
}

async function* linesOf(texts: AsyncIterator<string>, path: string): AsyncGenerator<HistoryLine> {
  for (let number = 2; ; number++) {
    const { value, done } = await texts.next();
    if (done) {
      return;
    }
    const line = parse(value, path, number);
    if (!isLine(line)) {
      throw new HistoryError(`${path}:${number}: is not a line of a history`);
    }
    yield line;
  }
}

function parse(text: string, path: string, line: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HistoryError(`${path}:${line}: is not JSON; the file may have been cut off`);
  }
}

function isHeader(value: unknown): value is HistoryHeader {
  return isRecord(value) && value.type === 'history' && value.format === 1;
}

function isLine(value: unknown): value is HistoryLine {
  if (!isRecord(value)) {
    return false;
  }
  if (value.type === undefined) {
    return typeof value.id === 'number' && typeof value.op === 'string' && typeof value.call === 'number';
  }
  return value.type === 'ended' || value.type === 'fault';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
