import { readFile } from 'node:fs/promises';
import { describeFileError } from '../lib/describe-file-error.js';
import { UsageError } from './usage-error.js';

/** Reads the PEM text of further certificate authorities, where a file of them is named. */
export async function readAuthorities(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) {
    return undefined;
  }
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read the certificate authorities in ${file}: ${describeFileError(error)}`);
  });
  if (!/^-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/m.test(text)) {
    throw new UsageError(`there is no certificate in ${file}`, 'a PEM file of authorities is expected');
  }
  return text;
}
