import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeFolder } from '../../lib/make-folder.js';
import type { BodySink } from '../types.js';

/** Writes a body to a file under a temporary name beside it, renamed when the body is whole. */
export function fileSink(path: string): BodySink {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.part`;
  let opened: Promise<FileHandle> | undefined;
  const openFile = (): Promise<FileHandle> => {
    opened ??= makeFolder(dirname(path)).then(() => open(temporary, 'wx'));
    return opened;
  };
  return {
    async write(chunk) {
      const file = await openFile();
      await file.writeFile(chunk);
    },
    async end(complete) {
      const file = await openFile();
      await file.close();
      await (complete ? rename(temporary, path) : rm(temporary, { force: true }));
    },
  };
}
