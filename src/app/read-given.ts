import { readFile } from 'node:fs/promises';
import { describeFileError } from '../lib/describe-file-error.js';
import { UsageError } from './usage-error.js';

/** Reads the text of a file that somebody named; rejects with a {@link UsageError} that begins `cannot read` and `what`. */
export function readGiven(file: string, what: string, hint?: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`cannot read ${what}: ${describeFileError(error)}`, hint);
  });
}
