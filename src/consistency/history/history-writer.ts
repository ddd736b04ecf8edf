import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { HistoryHeader, HistoryLine } from './types.js';

/** Writes a history to disk as it grows. */
export interface HistoryWriter {
  /** How many operations were written. */
  readonly operations: number;
  write(line: HistoryLine): void;
  /** Resolves when the disk keeps up again; rejects where it cannot be written to. */
  ready(): Promise<void>;
  /** Resolves when all is on disk. */
  close(): Promise<void>;
}

/** Bytes that are put together before they go to the disk. */
const blockSize = 1 << 16;

/** Opens a file for a history and writes its header; rejects where it cannot be written. */
export async function openHistoryWriter(path: string, header: HistoryHeader): Promise<HistoryWriter> {
  const file = createWriteStream(path);
  await once(file, 'open');
  let problem: Error | null = null;
  file.on('error', (error) => {
    problem = error;
  });
  let block = `${JSON.stringify(header)}\n`;
  let operations = 0;
  let isBehind = false;

  function flush(): void {
    isBehind = !file.write(block);
    block = '';
  }

  return {
    get operations() {
      return operations;
    },
    write(line) {
      operations += line.type === undefined ? 1 : 0;
      block += `${JSON.stringify(line)}\n`;
      if (block.length >= blockSize) {
        flush();
      }
    },
    async ready() {
      if (problem) {
        throw problem;
      }
      if (isBehind) {
        await once(file, 'drain');
        isBehind = false;
      }
    },
    async close() {
      flush();
      file.end();
      await finished(file);
    },
  };
}
