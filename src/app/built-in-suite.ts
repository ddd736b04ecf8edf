import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type StoredDocuments, storedDocuments } from '../config/stored-documents.js';

/** The folder of the suite that comes with this package. */
export const builtInSuite = fileURLToPath(new URL('../../suite', import.meta.url));

/** The files of that suite as they were when the package was built, which left them here; where it did not, none. */
export async function readStoredDocuments(): Promise<StoredDocuments | undefined> {
  const text = await readFile(new URL('../suite.json', import.meta.url), 'utf8').catch(() => null);
  return text === null ? undefined : storedDocuments(JSON.parse(text));
}
