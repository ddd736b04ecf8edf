import { readGiven } from './read-given.js';
import { UsageError } from './usage-error.js';

/** Reads the PEM text of further certificate authorities, where a file of them is named. */
export async function readAuthorities(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) {
    return undefined;
  }
  const text = await readGiven(file, `the certificate authorities in ${file}`);
  if (!/^-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----/m.test(text)) {
    throw new UsageError(`there is no certificate in ${file}`, 'a PEM file of authorities is expected');
  }
  return text;
}
