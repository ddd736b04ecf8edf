import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Content, FileContent, MemoryContent } from './content.js';
import { makeFolder } from './make-folder.js';

/** Bodies up to this many bytes stay in memory. */
const memoryLimit = 256 * 1024;

/** What the name of a body's file looks like. */
export const bodyFile = /^[0-9a-f-]{36}\.body$/;

/** Takes a body as it arrives: in memory while it is small, in a file when it grows. */
export interface BodyWriter {
  write(chunk: Buffer): Promise<void> | undefined;
  /** Ends the body and hands over what was written. */
  finish(): Promise<Content>;
  /** Drops what was written. */
  abandon(): Promise<void>;
}

interface BodyFile {
  readonly path: string;
  append(chunk: Buffer): Promise<void>;
  close(): Promise<void>;
}

/** The folder where large bodies lie; a temporary one is made on first use and removed at the end. */
export class BodyFolder {
  readonly #given: string | undefined;
  #path: Promise<string> | undefined;
  #atExit: (() => void) | undefined;

  constructor(given: string | undefined) {
    this.#given = given;
  }

  /** Starts a body. */
  createWriter(): BodyWriter {
    const chunks: Buffer[] = [];
    let size = 0;
    let file: Promise<BodyFile> | undefined;
    let written: Promise<void> = Promise.resolve();
    return {
      write: (chunk) => {
        size += chunk.length;
        if (file === undefined && size <= memoryLimit) {
          chunks.push(chunk);
          return undefined;
        }
        const next = file === undefined ? Buffer.concat([...chunks.splice(0), chunk]) : chunk;
        file ??= this.#createFile();
        const opened = file;
        written = written.then(async () => (await opened).append(next));
        return written;
      },
      finish: async () => {
        if (file === undefined) {
          return new MemoryContent(joinChunks(chunks));
        }
        const { path, close } = await file;
        await written;
        await close();
        return new FileContent(path, size);
      },
      abandon: async () => {
        if (file === undefined) {
          return;
        }
        const { path, close } = await file;
        await written.catch(() => {});
        await close();
        await rm(path, { force: true });
      },
    };
  }

  /** The folder's path. */
  path(): Promise<string> {
    this.#path ??=
      this.#given === undefined
        ? this.#makeTemporary()
        : makeFolder(this.#given).then(() => this.#given as string);
    return this.#path;
  }

  /** Removes a temporary folder with everything in it; a given one stays. */
  async close(): Promise<void> {
    if (this.#given !== undefined || this.#path === undefined) {
      return;
    }
    await rm(await this.#path, { recursive: true, force: true, maxRetries: 3 });
    if (this.#atExit !== undefined) {
      process.off('exit', this.#atExit);
    }
  }

  // Whoever forgets to close the server leaves nothing behind either, as long as the process ends by itself.
  async #makeTemporary(): Promise<string> {
    const path = await mkdtemp(join(tmpdir(), 's3tester-server-'));
    this.#atExit = () => rmSync(path, { recursive: true, force: true });
    process.on('exit', this.#atExit);
    return path;
  }

  async #createFile(): Promise<BodyFile> {
    const path = join(await this.path(), `${randomUUID()}.body`);
    const handle = await open(path, 'wx', 0o600);
    return {
      path,
      append: async (chunk: Buffer) => {
        await handle.writeFile(chunk);
      },
      close: () => handle.close(),
    };
  }
}

// Node hands small bodies out of a shared slab, and small copies too: a copy in memory of its own lets go of both.
function joinChunks(chunks: readonly Buffer[]): Buffer {
  const joined = Buffer.alloc(chunks.reduce((size, chunk) => size + chunk.length, 0));
  let size = 0;
  for (const chunk of chunks) {
    size += chunk.copy(joined, size);
  }
  return joined;
}
