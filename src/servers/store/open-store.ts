import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { BodyFolder } from './body-folder.js';
import { FileJournal } from './file-journal.js';
import { noJournal } from './journal.js';
import { ContentReader } from './journal-records.js';
import { replay } from './replay.js';
import { Store } from './store.js';

/** A store, with what belongs to it. */
export interface OpenStore {
  readonly store: Store;
  readonly masterKey: Buffer;
  close(): Promise<void>;
}

const KEY_BYTES = 32;

/** Opens the store that a data folder holds; without a folder, an empty one that goes when it is closed. */
export async function openStore(dataFolder: string | undefined): Promise<OpenStore> {
  if (dataFolder !== undefined) return openFolder(dataFolder);
  const folder = new BodyFolder(undefined);
  return {
    store: new Store(folder),
    masterKey: randomBytes(KEY_BYTES),
    close: () => folder.close(),
  };
}

async function openFolder(dataFolder: string): Promise<OpenStore> {
  const bodies = join(dataFolder, 'bodies');
  const path = join(dataFolder, 'journal.jsonl');
  await mkdir(bodies, { recursive: true });
  const store = new Store(new BodyFolder(bodies));
  const contents = new ContentReader(bodies);
  const masterKey = replay(await readLines(path), store, contents) ?? randomBytes(KEY_BYTES);
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
    },
  };
}

async function readLines(path: string): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

// The journal starts anew with what is there now, so that it does not grow from run to run.
async function rewrite(store: Store, masterKey: Buffer, path: string): Promise<void> {
  const fresh = `${path}.new`;
  await rm(fresh, { force: true });
  const journal = new FileJournal(fresh);
  journal.write({ change: 'master-key', base64: masterKey.toString('base64') });
  for (const bucket of store.buckets()) {
    journal.bucketChanged(bucket);
    for (const versions of bucket.versions.values()) {
      for (const version of [...versions].reverse()) journal.versionAdded(bucket, version);
    }
    for (const upload of bucket.uploads.values()) {
      journal.uploadAdded(bucket, upload);
      for (const part of upload.parts.values()) journal.partAdded(bucket, upload, part);
    }
  }
  journal.close();
  await rename(fresh, path);
}

// Bodies that were being written when the process ended belong to nothing.
async function removeStrays(bodies: string, contents: ContentReader): Promise<void> {
  for (const name of await readdir(bodies)) {
    if (contents.files.get(name)?.isHeld !== true) await rm(join(bodies, name), { force: true });
  }
}
