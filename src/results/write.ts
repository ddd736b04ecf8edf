import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from '../lib/make-folder.js';

/**
 * Writes a text file so that a reader sees the old file or the whole new one: to a temporary name beside it, then renamed.
 * Missing folders are made, a link stays a link; what is no regular file (`/dev/stdout`, a pipe) is written in place.
 * Rejects with the system's error, leaving nothing behind.
 */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const present = await stat(path).catch(() => null);
  if (present !== null && !present.isFile()) {
    await writeFile(path, text);
    return;
  }
  const destination = present === null ? path : await realpath(path);
  const folder = dirname(destination);
  await makeFolder(folder);
  const temporary = join(folder, `.${basename(destination)}.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', present?.mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, destination);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
