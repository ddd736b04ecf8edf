import { type FileHandle, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '../../lib/make-folder.js';
import type { Journal } from './journal.js';
import { goneLine, type JournalHeader, type JournalLine, journalKey, writeLine } from './journal-text.js';
import { createJournal } from './pending-journal.js';
import { identifyThisProcess } from './process-identity.js';

/** How often a journal's time of change is renewed, in milliseconds. */
export const beatMs = 30_000;

/** How the name of every journal ends. */
export const journalSuffix = '.journal';

/**
 * A journal on disk, made when its first bucket is recorded. Lines that come together are written and synced
 * together. Every rejection is the file system's error.
 */
export function openJournal(folder: string, header: Omit<JournalHeader, 'process'>): Journal {
  const file = path.join(folder, `${header.runId}${journalSuffix}`);
  const left = new Set<string>();
  let opening: Promise<Appender> | undefined;
  const appender = (): Promise<Appender> => {
    opening ??= openAppender(file, header).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    async record(entry) {
      const { append } = await appender();
      await append(entry, { synced: true });
      left.add(journalKey(entry));
    },
    async markRemoved(key) {
      if (!opening || !left.delete(journalKey(key))) {
        return;
      }
      // One that gets lost is made up for by whoever looks for the bucket next.
      await (await opening).append(goneLine(key), { synced: false }).catch(() => undefined);
    },
    async close() {
      if (!opening) {
        return;
      }
      const { append, end } = await opening;
      if (left.size > 0) {
        await append({ closed: true }, { synced: false }).catch(() => undefined);
      }
      await end();
      if (left.size === 0) {
        await rm(file, { force: true }).catch(() => undefined);
      }
    },
  };
}

interface Appender {
  append(line: JournalLine, options: { readonly synced: boolean }): Promise<void>;
  end(): Promise<void>;
}

interface WaitingLine {
  readonly text: string;
  readonly synced: boolean;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

async function openAppender(file: string, header: Omit<JournalHeader, 'process'>): Promise<Appender> {
  await makeFolder(path.dirname(file), 0o700);
  const writer = await identifyThisProcess();
  const handle = await createJournal(file, writeLine({ journal: 1, ...header, process: writer }), writer);
  const beat = setInterval(() => void renew(handle), beatMs).unref();
  const waiting: WaitingLine[] = [];
  let writing: Promise<void> | undefined;
  let isTorn = false;

  const writeAll = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        await handle.appendFile((isTorn ? '\n' : '') + batch.map(({ text }) => text).join(''));
        isTorn = false;
        if (batch.some(({ synced }) => synced)) {
          await handle.datasync();
        }
        for (const { resolve } of batch) {
          resolve();
        }
      } catch (error) {
        isTorn = true;
        for (const { reject } of batch) {
          reject(error);
        }
      }
    }
    writing = undefined;
  };

  return {
    append: (line, { synced }) =>
      new Promise((resolve, reject) => {
        waiting.push({ text: writeLine(line), synced, resolve, reject });
        writing ??= writeAll();
      }),
    async end() {
      clearInterval(beat);
      await writing;
      await handle.close();
    },
  };
}

async function renew(handle: FileHandle): Promise<void> {
  const now = new Date();
  await handle.utimes(now, now).catch(() => undefined);
}
