import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.js';

/** Reads the PEM text of further certificate authorities, where a file of them is named. */
export async function readAuthorities(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `cannot read the certificate authorities in ${file}: ${error.code ?? error.message}`,
    );
  });
}
