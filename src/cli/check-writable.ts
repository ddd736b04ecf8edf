import { mkdtemp, open, realpath, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../app/usage-error.js';
import { describeFileError } from '../lib/describe-file-error.js';
import { temporaryBeside } from '../lib/temporary-beside.js';

/** Checks, before anything is done, that files can be written where they are to go, and that no two go to one place. */
export async function checkWritable(paths: readonly string[]): Promise<void> {
  const taken = new Set<string>();
  for (const given of paths) {
    const found = await look(given, given);
    if (found?.isDirectory()) {
      throw new UsageError(`cannot write ${given}: it is a folder`);
    }
    // A device or a pipe takes what comes.
    if (found !== null && !found.isFile()) {
      continue;
    }
    const file = found === null ? path.resolve(given) : await realpath(given);
    if (taken.has(file)) {
      throw new UsageError(`two results cannot go to one file, ${given}`);
    }
    taken.add(file);
    await checkFolder(given, path.dirname(file), () => tryFile(file));
  }
}

/** Checks that what is written to a file can be read from it again: reports are made from a stream. */
export async function checkReadable(given: string): Promise<void> {
  const found = await stat(given).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new UsageError(`cannot keep the stream in ${given}: it is no regular file`);
  }
}

/** Errors of a place that may still be made, or of which the folder above it says more. */
const absences: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'EACCES'];

/** What stands at a place; null where nothing does. */
async function look(given: string, place: string) {
  return stat(place).catch((error: NodeJS.ErrnoException) => {
    if (absences.includes(error.code)) {
      return null;
    }
    throw new UsageError(`cannot write ${given}: ${describeFileError(error)}`);
  });
}

/** Checks a folder by what `attempt` makes in it; where it is missing, that it can be made in the one above it. */
async function checkFolder(given: string, folder: string, attempt: () => Promise<void>): Promise<void> {
  const found = await look(given, folder);
  const above = path.dirname(folder);
  if (found === null && above !== folder) {
    return checkFolder(given, above, () => tryFolder(above));
  }
  if (!found?.isDirectory()) {
    throw new UsageError(`cannot write ${given}: ${folder} is not a folder`);
  }
  // Rights alone do not tell: to root all is allowed, also where a file system takes nothing.
  await attempt().catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot write ${given}: ${describeRefusal(error, folder)}`);
  });
}

async function tryFile(file: string): Promise<void> {
  const temporary = temporaryBeside(file);
  await (await open(temporary, 'wx')).close();
  await rm(temporary);
}

async function tryFolder(folder: string): Promise<void> {
  await rmdir(await mkdtemp(path.join(folder, '.s3tester-')));
}

function describeRefusal(error: NodeJS.ErrnoException, folder: string): string {
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
      return `nothing may be written in ${folder}`;
    // The folder is there: it is what it should take that the file system does not know how to make.
    case 'ENOENT':
      return `${folder} takes no ${error.syscall === 'open' ? 'files' : 'folders'}`;
    default:
      return `nothing can be written in ${folder}: ${describeFileError(error)}`;
  }
}
