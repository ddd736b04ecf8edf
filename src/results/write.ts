import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../lib/make-folder.js';
import { temporaryBeside } from '../lib/temporary-beside.js';

/** What a file is made of, in order; it may still be in the making. */
type Parts = Iterable<string> | AsyncIterable<Uint8Array>;

/**
 * Writes a file, part by part, so that a reader sees the old file or the whole new one: to a temporary name beside
 * it, then renamed.
 * Missing folders are made, a link stays a link; what is no regular file (`/dev/stdout`, a pipe) is written in place.
 * Rejects with the system's error, leaving nothing behind.
 */
export async function writeAtomically(path: string, text: string | Parts): Promise<void> {
  const parts = typeof text === 'string' ? [text] : text;
  const present = await stat(path).catch(() => null);
  if (present !== null && !present.isFile()) {
    await writeParts(await open(path, 'w'), parts);
    return;
  }
  const destination = present === null ? path : await realpath(path);
  await makeFolder(dirname(destination));
  const temporary = temporaryBeside(destination);
  try {
    await writeParts(await open(temporary, 'wx', present?.mode), parts, (file) => file.sync());
    await rename(temporary, destination);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function writeParts(
  file: FileHandle,
  parts: Parts,
  finish: (file: FileHandle) => Promise<void> = async () => {},
): Promise<void> {
  try {
    for await (const part of parts) {
      await file.writeFile(part);
    }
    await finish(file);
  } finally {
    await file.close();
  }
}
