import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { escapeHidden } from '../../lib/escape-hidden.js';

/** Where a line stands in a file: bytes, without its line break. */
export interface Place {
  readonly offset: number;
  readonly length: number;
}

/**
 * A file of lines that grows at its end and can be read anywhere. What was appended has left this process, so that it is
 * there when the process is killed. Everything rejects with the system's error.
 */
export class EventFile {
  #size: number;
  #removeLater: (() => void) | undefined;

  private constructor(private readonly descriptor: number) {
    this.#size = fstatSync(descriptor).size;
  }

  /** Opens a file anew, in place of what was there. */
  static create(file: string): EventFile {
    return new EventFile(openSync(file, 'w+'));
  }

  /** Opens a file to read it. */
  static open(file: string): EventFile {
    return new EventFile(openSync(file, 'r'));
  }

  /** Opens a file that only this process sees; where the system can, it has no name, and so is gone with the process. */
  static temporary(): EventFile {
    const file = path.join(tmpdir(), `s3tester-${process.pid}-${randomUUID()}.ndjson`);
    const opened = new EventFile(openSync(file, 'wx+', 0o600));
    const remove = () => rmSync(file, { force: true, maxRetries: 1 });
    try {
      remove();
    } catch {
      // Some systems keep the name of a file that is open.
      opened.#removeLater = remove;
    }
    return opened;
  }

  /** Appends a line of JSON, as a terminal may show it. */
  append(line: string): Place {
    const bytes = Buffer.from(`${escapeHidden(line)}\n`);
    const offset = this.#size;
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.descriptor, bytes, written, bytes.length - written, offset + written);
    }
    this.#size += bytes.length;
    return { offset, length: bytes.length - 1 };
  }

  /** Reads a line. */
  read({ offset, length }: Place): string {
    const bytes = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const count = readSync(this.descriptor, bytes, filled, length - filled, offset + filled);
      if (count === 0) {
        break;
      }
      filled += count;
    }
    return bytes.toString('utf8', 0, filled);
  }

  /** All lines from the first on; the last is without a line break where it was torn. */
  *lines(): Generator<{ readonly text: string; readonly place: Place; readonly isWhole: boolean }> {
    const block = Buffer.allocUnsafe(blockSize);
    let pending: Buffer[] = [];
    let start = 0;
    for (let at = 0; ; ) {
      const count = readSync(this.descriptor, block, 0, blockSize, at);
      let from = 0;
      for (let end = block.subarray(0, count).indexOf(lineBreak); end !== -1; ) {
        pending.push(block.subarray(from, end));
        const line = Buffer.concat(pending);
        pending = [];
        yield { text: line.toString(), place: { offset: start, length: line.length }, isWhole: true };
        start += line.length + 1;
        from = end + 1;
        end = block.subarray(0, count).indexOf(lineBreak, from);
      }
      if (count === 0) {
        break;
      }
      pending.push(Buffer.from(block.subarray(from, count)));
      at += count;
    }
    const rest = Buffer.concat(pending);
    if (rest.length > 0) {
      yield { text: rest.toString(), place: { offset: start, length: rest.length }, isWhole: false };
    }
  }

  close(): void {
    closeSync(this.descriptor);
    this.#removeLater?.();
  }
}

const blockSize = 64 * 1024;
const lineBreak = 0x0a;
