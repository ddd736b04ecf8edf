import { constants } from 'node:fs';
import { open, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type JournalText, readJournalText, writeLine } from './journal-text.js';
import { beatMs, journalSuffix } from './open-journal.js';
import { writerOf } from './pending-journal.js';
import { findLiveness, type Liveness, type ProcessIdentity } from './process-identity.js';

/** A journal that was found on disk. */
export interface FoundJournal extends JournalText {
  readonly file: string;
  /** Whether its run may still be using its buckets. */
  readonly isAlive: boolean;
}

/** For how long a journal that is not updated counts as running, where its process cannot be checked. */
const patienceMs: Readonly<Record<Exclude<Liveness, 'running' | 'gone'>, number>> = {
  unknown: 10 * beatMs,
  perhaps: 24 * 60 * 60_000,
};

/** Reads every journal of a folder, the oldest first; one that ends in the meantime is passed over. */
export async function readJournals(folder: string, now: Date): Promise<readonly FoundJournal[]> {
  const names = await listNames(folder);
  const found = await Promise.all(
    names.filter((name) => name.endsWith(journalSuffix)).map((name) => readOne(path.join(folder, name), now)),
  );
  return found
    .filter((journal) => journal !== null)
    .toSorted((a, b) => (a.header?.started ?? '').localeCompare(b.header?.started ?? ''));
}

/** The files in a folder that were to become journals, of processes that died before; they name no bucket. */
export async function findStillborn(folder: string, now: Date): Promise<readonly string[]> {
  const found = await Promise.all(
    (await listNames(folder)).map(async (name) => {
      const writer = writerOf(name);
      if (writer === null) {
        return null;
      }
      const file = path.join(folder, name);
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: now.getTime() }));
      return (await mayRun(writer, now.getTime() - mtimeMs)) ? null : file;
    }),
  );
  return found.filter((file) => file !== null);
}

async function listNames(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
}

async function readOne(file: string, now: Date): Promise<FoundJournal | null> {
  try {
    const { mtimeMs } = await stat(file);
    const text = readJournalText(await readFile(file, 'utf8'));
    if (await isAlive(text, now.getTime() - mtimeMs)) {
      return { file, ...text, isAlive: true };
    }
    // What a run wrote before it died is all there only once it is known to be dead.
    return { file, ...readJournalText(await readFile(file, 'utf8')), isAlive: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return null;
    }
    throw error;
  }
}

async function isAlive({ header, isClosed }: JournalText, ageMs: number): Promise<boolean> {
  return !isClosed && (await mayRun(header?.process ?? null, ageMs));
}

/** Whether a process may still run whose file changed so long ago; null: one that the file does not name. */
async function mayRun(writer: ProcessIdentity | null, ageMs: number): Promise<boolean> {
  const liveness = writer ? await findLiveness(writer) : 'unknown';
  if (liveness === 'running') {
    return true;
  }
  return liveness !== 'gone' && ageMs < patienceMs[liveness];
}

/** Notes in a journal that a bucket is gone; a journal that is gone itself stays so. */
export async function markRemovedIn(file: string, bucket: string): Promise<void> {
  const handle = await open(file, constants.O_WRONLY | constants.O_APPEND).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') {
        return null;
      }
      throw error;
    },
  );
  // The line before may have been cut off.
  await handle?.appendFile(`\n${writeLine({ gone: bucket })}`).finally(() => handle.close());
}

/** Removes a journal in which no bucket is left. */
export async function removeJournal(file: string): Promise<void> {
  await rm(file, { force: true });
}
