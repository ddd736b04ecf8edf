import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeFileError } from '../lib/describe-file-error.js';
import { makeFolder } from '../lib/make-folder.js';
import type { Meeting } from './meeting.js';
import { StartError } from './start-error.js';

/** A folder where shards meet, which is made where it is not there; names are empty files in it. */
export function folderMeeting(folder: string): Meeting {
  const refuse = (error: NodeJS.ErrnoException): never => {
    throw new StartError(`--barrier ${folder}: ${describeFileError(error)}`);
  };
  return {
    place: folder,
    async names() {
      await makeFolder(folder).catch(refuse);
      return readdir(folder).catch(refuse);
    },
    async leave(name) {
      await writeFile(path.join(folder, name), '', { flag: 'wx' }).catch(refuse);
    },
    async close() {},
  };
}
