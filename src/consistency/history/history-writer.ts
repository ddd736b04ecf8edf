import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { makeFolder } from '../../lib/make-folder.js';
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
/** Blocks that may wait for the disk before clients wait for it, too. */
const blocksAhead = 64;

/**
 * Opens a file for a history, in a folder that is made where it is missing, and writes its header; rejects where it cannot be written. `onBlock` gets the lines after the
 * header, several at a time, as they go to the disk.
 */
export async function openHistoryWriter(
  path: string,
  header: HistoryHeader,
  onBlock: (text: string) => void = () => undefined,
): Promise<HistoryWriter> {
  await makeFolder(dirname(path));
  const file = createWriteStream(path, { highWaterMark: blockSize * blocksAhead });
  await once(file, 'open');
  let problem: Error | null = null;
  let wakeAll: (() => void) | null = null;
  let behind: Promise<void> | null = null;
  const wake = (): void => {
    behind = null;
    wakeAll?.();
  };
  file.on('drain', wake).on('error', (error) => {
    problem = error;
    wake();
  });
  file.write(`${JSON.stringify(header)}\n`);
  let block = '';
  let operations = 0;

  function flush(): void {
    onBlock(block);
    if (!file.write(block)) {
      behind ??= new Promise((resolve) => {
        wakeAll = resolve;
      });
    }
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
      if (behind !== null) {
        await behind;
      }
      if (problem !== null) {
        throw problem;
      }
    },
    async close() {
      flush();
      file.end();
      await finished(file);
    },
  };
}
