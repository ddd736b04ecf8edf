import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { isSystemError } from '../lib/is-system-error.js';
import { isMemberName, longestName, type MemberName, memberLimits } from './members.js';

/** What is wrong with a file that is to be a bundle: it is not as it was written. */
export class DamageError extends Error {}

/** What is said of a zip file that was never a bundle: nothing of one is in it. */
export class NoBundleError extends Error {}

/** What a part of a bundle is. */
export interface MemberHash {
  readonly size: number;
  /** In hex. */
  readonly sha256: string;
}

/** An open bundle; nothing of it is believed. */
export interface OpenBundle {
  readonly names: readonly MemberName[];
  hash(name: MemberName): Promise<MemberHash>;
  /** A whole part in memory. */
  bytes(name: MemberName): Promise<Buffer>;
  /** The lines of a part, one by one. */
  lines(name: MemberName): AsyncGenerator<string>;
  close(): void;
}

/** The longest line that is read, in characters; one exchange keeps the first bytes of its bodies only. */
const longestLine = 16 * 1024 ** 2;

/**
 * Opens a bundle, and reads no more of it than its parts may have, whatever it says of itself. Rejects with a
 * {@link DamageError} where it is no sound zip file, or has a part that is none of a bundle or stands twice, and with a
 * {@link NoBundleError} where it has no part of a bundle at all.
 */
export async function openBundle(file: string): Promise<OpenBundle> {
  const zip = await sound(
    openPromise(file, { autoClose: false, strictFileNames: true, validateEntrySizes: true }),
  ).catch(async (error: unknown) => {
    throw error instanceof DamageError && !(await beginsWithPart(file))
      ? new NoBundleError('it is a damaged zip file with nothing of a bundle at its beginning')
      : error;
  });
  try {
    const entries = await sound(entriesOf(zip));
    return bundleOf(zip, entries);
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Where the header of the first entry of a zip file has the length of its name, and where the name stands. */
const [lengthAt, nameAt] = [26, 30];

/** Whether the first entry of a zip file, whose end may be missing, has the name of a part. */
async function beginsWithPart(file: string): Promise<boolean> {
  const opened = await open(file);
  try {
    const { buffer } = await opened.read(Buffer.alloc(nameAt + longestName), 0, nameAt + longestName, 0);
    return isMemberName(buffer.toString('latin1', nameAt, nameAt + buffer.readUInt16LE(lengthAt)));
  } finally {
    await opened.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<MemberName, Entry>> {
  const entries = new Map<MemberName, Entry>();
  let stranger: string | undefined;
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName;
    if (!isMemberName(name)) {
      stranger ??= name;
      continue;
    }
    if (entries.has(name)) {
      throw new DamageError(`${name} stands in it twice`);
    }
    if (entry.uncompressedSize > memberLimits[name]) {
      throw new DamageError(
        `${name} is said to have ${entry.uncompressedSize} bytes, of ${memberLimits[name]} at most`,
      );
    }
    entries.set(name, entry);
  }
  if (entries.size === 0) {
    throw new NoBundleError('it is a zip file with nothing of a bundle in it');
  }
  if (stranger !== undefined) {
    throw new DamageError(`it has a part that no bundle has: ${JSON.stringify(stranger.slice(0, 100))}`);
  }
  return entries;
}

function bundleOf(zip: ZipFile, entries: ReadonlyMap<MemberName, Entry>): OpenBundle {
  const open = async (name: MemberName): Promise<Readable> => {
    const entry = entries.get(name);
    if (entry === undefined) {
      throw new DamageError(`${name} is missing`);
    }
    return zip.openReadStreamPromise(entry);
  };
  return {
    names: [...entries.keys()],
    hash: (name) =>
      sound(
        (async () => {
          const hash = createHash('sha256');
          let size = 0;
          for await (const chunk of await open(name)) {
            hash.update(chunk);
            size += chunk.length;
          }
          return { size, sha256: hash.digest('hex') };
        })(),
      ),
    bytes: (name) =>
      sound(
        (async () => {
          const chunks: Buffer[] = [];
          for await (const chunk of await open(name)) {
            chunks.push(chunk);
          }
          return Buffer.concat(chunks);
        })(),
      ),
    async *lines(name) {
      for await (const line of createInterface({ input: await open(name), crlfDelay: Infinity })) {
        if (line.length > longestLine) {
          throw new DamageError(`${name} has a line of ${line.length} characters`);
        }
        yield line;
      }
    },
    close: () => zip.close(),
  };
}

/** What the zip reader finds is damage of the file; what the system says of the file itself is not. */
async function sound<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DamageError || error instanceof NoBundleError || isSystemError(error)) {
      throw error;
    }
    throw new DamageError(`it is damaged: ${(error as Error).message}`);
  }
}
