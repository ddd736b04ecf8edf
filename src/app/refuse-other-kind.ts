import { open, stat } from 'node:fs/promises';
import { type FileKind, kindOfFile } from '../lib/file-kind.js';
import { UsageError } from './usage-error.js';

/** How much of a file is looked at; the first keys of each kind stand in it. */
const beginning = 4096;

/** What a file is, by its beginning; null where that is not known, or it can be read only once. Rejects with the system's error. */
export async function kindOf(file: string): Promise<FileKind | null> {
  const found = await stat(file);
  if (!found.isFile() && !found.isDirectory()) {
    // A pipe cannot be read twice.
    return null;
  }
  const opened = await open(file);
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(beginning), 0, beginning, 0);
    return kindOfFile(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await opened.close();
  }
}

/**
 * Refuses a file that is known to be of another kind than is read here. What cannot be read, or is of no known kind, is left
 * to whoever reads it. Rejects with the {@link UsageError} of {@link checkKind}.
 */
export async function refuseOtherKind(file: string, noun: string, read: readonly string[]): Promise<void> {
  checkKind(await kindOf(file).catch(() => null), file, noun, read);
}

/** Throws a {@link UsageError} that says what a file is, and which command reads it, where its kind is not read here. */
export function checkKind(kind: FileKind | null, file: string, noun: string, read: readonly string[]): void {
  if (kind !== null && !read.includes(kind.name)) {
    throw new UsageError(`${file} is no ${noun}, it is ${kind.what}`, kind.use(file));
  }
}
