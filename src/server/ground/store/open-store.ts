import { randomBytes } from 'node:crypto';
import { chmod, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BodyFolder, bodyFile } from './body-folder.js';
import { FileJournal } from './file-journal.js';
import { noJournal } from './journal.js';
import { ContentReader } from './journal-records.js';
import { lockFolder } from './lock-folder.js';
import { makeFolder, ownerAlone } from './make-folder.js';
import { readLines } from './read-lines.js';
import { replay } from './replay.js';
import { Store } from './store.js';

/** A store, with what belongs to it. */
export interface OpenStore {
  readonly store: Store;
  readonly masterKey: Buffer;
  close(): Promise<void>;
}

const keyBytes = 32;

/** Opens the store that a data folder holds; without a folder, an empty one that goes when it is closed. */
export async function openStore(dataFolder: string | undefined): Promise<OpenStore> {
  if (dataFolder !== undefined) {
    return openFolder(dataFolder);
  }
  const folder = new BodyFolder(undefined);
  return {
    store: new Store(folder),
    masterKey: randomBytes(keyBytes),
    close: () => folder.close(),
  };
}

async function openFolder(dataFolder: string): Promise<OpenStore> {
  const bodies = join(dataFolder, 'bodies');
  await makeFolder(bodies);
  // One that an earlier version made is open to all; a folder that others own stays as they have it.
  await chmod(bodies, ownerAlone).catch(() => undefined);
  const unlock = await lockFolder(dataFolder);
  try {
    return await readFolder(bodies, join(dataFolder, 'journal.jsonl'), unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function readFolder(bodies: string, path: string, unlock: () => Promise<void>): Promise<OpenStore> {
  const store = new Store(new BodyFolder(bodies));
  const contents = new ContentReader(bodies);
  const masterKey = (await replay(readLines(path), store, contents)) ?? randomBytes(keyBytes);
  await rewrite(store, masterKey, path);
  await removeStrays(bodies, contents);
  const journal = new FileJournal(path);
  store.keepIn(journal);
  return {
    store,
    masterKey,
    close: async () => {
      store.keepIn(noJournal);
      journal.close();
      await unlock();
    },
  };
}

// The journal starts anew with what is there now, so that it does not grow from run to run.
async function rewrite(store: Store, masterKey: Buffer, path: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  try {
    writeAll(store, masterKey, new FileJournal(fresh));
    await rename(fresh, path);
  } catch (error) {
    // On a full disk, what was written of it would only take more room.
    await rm(fresh, { force: true });
    throw error;
  }
}

function writeAll(store: Store, masterKey: Buffer, journal: FileJournal): void {
  try {
    writeRecords(store, masterKey, journal);
  } finally {
    journal.close();
  }
}

function writeRecords(store: Store, masterKey: Buffer, journal: FileJournal): void {
  journal.write({ change: 'master-key', base64: masterKey.toString('base64') });
  for (const bucket of store.buckets()) {
    journal.bucketChanged(bucket);
    for (const versions of bucket.versions.values()) {
      for (const version of [...versions].reverse()) {
        journal.versionAdded(bucket, version);
      }
    }
    for (const upload of bucket.uploads.values()) {
      journal.uploadAdded(bucket, upload);
      for (const part of upload.parts.values()) {
        journal.partAdded(bucket, upload, part);
      }
    }
  }
}

// Bodies that were being written when the process ended belong to nothing. Other files are not ours.
async function removeStrays(bodies: string, contents: ContentReader): Promise<void> {
  for (const name of await readdir(bodies)) {
    if (bodyFile.test(name) && contents.files.get(name)?.isHeld !== true) {
      await rm(join(bodies, name), { force: true });
    }
  }
}
