import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { getAsset, isSea } from 'node:sea';
import { fileURLToPath } from 'node:url';
import { type StoredDocuments, storedDocuments } from '../config/stored-documents.js';

/** The folder of the suite that comes with this package, or that a single executable carries. */
export const builtInSuite = isSea()
  ? path.join(process.execPath, 'suite')
  : fileURLToPath(new URL('../../suite', import.meta.url));

/** The files of that suite as they were when the package was built, which left them here; where it did not, none. */
export async function readStoredDocuments(): Promise<StoredDocuments | undefined> {
  const text = await readStored().catch(() => null);
  return text === null ? undefined : storedDocuments(JSON.parse(text));
}

async function readStored(): Promise<string> {
  return isSea()
    ? getAsset('suite.json', 'utf8')
    : readFile(new URL('../suite.json', import.meta.url), 'utf8');
}
