import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { describeFileError } from '../../lib/describe-file-error.js';
import type { BodySource } from '../types.js';
import { bytesBody } from './body-source.js';
import { wholeBodyLimit } from './generated-body.js';

/** The body that a file holds, with its size now; a large one is streamed. Throws where it is no readable file. */
export async function fileBody(path: string): Promise<BodySource> {
  const status = await stat(path).catch((error: unknown) => {
    throw new Error(`cannot read ${path}: ${describeFileError(error)}`);
  });
  if (!status.isFile()) {
    throw new Error(`${path} is not a file`);
  }
  if (status.size <= wholeBodyLimit) {
    return { ...bytesBody(await readFile(path)), path };
  }
  return { size: status.size, path, open: () => createReadStream(path, { highWaterMark: 256 * 1024 }) };
}
