import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { isThere } from '../../lib/is-there.js';
import type { ProcessIdentity } from './process-identity.js';

const pendingSuffix = '.nascent';

/**
 * Makes a journal that holds its first line as soon as it has its name. Until then it has another name,
 * which contains the process that writes it. Rejects with the file system's error, EEXIST where there is a journal of that name.
 */
export async function createJournal(
  file: string,
  first: string,
  writer: ProcessIdentity,
): Promise<FileHandle> {
  const pending = pendingName(file, writer);
  const handle = await open(pending, 'ax', 0o600);
  try {
    await handle.appendFile(first);
    await handle.datasync();
    await giveName(pending, file);
    await syncFolder(path.dirname(file));
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  } finally {
    await rm(pending, { force: true }).catch(() => undefined);
  }
}

/** Where the first line of a journal is written before the journal has its name. */
export function pendingName(file: string, { pid, place, began }: ProcessIdentity): string {
  const writer = new URLSearchParams({ pid: String(pid), place, ...(began === null ? {} : { began }) });
  return `${file}.${writer}${pendingSuffix}`;
}

/** Who was writing a journal before it had its name; null where a file was no such one. */
export function writerOf(name: string): ProcessIdentity | null {
  if (!name.endsWith(pendingSuffix)) {
    return null;
  }
  const fields = new URLSearchParams(name.slice(name.indexOf('pid='), -pendingSuffix.length));
  const pid = Number(fields.get('pid'));
  const place = fields.get('place');
  return Number.isInteger(pid) && pid > 0 && place !== null
    ? { pid, place, began: fields.get('began') }
    : null;
}

async function giveName(pending: string, file: string): Promise<void> {
  try {
    await link(pending, file);
  } catch (error) {
    // Not every file system has links; without them nothing but a look keeps a rename from overwriting.
    if (await isThere(file)) {
      throw error;
    }
    await rename(pending, file);
  }
}

/** Makes the name of a new file last; not every platform can, and only a loss of power asks for it. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {}
}
