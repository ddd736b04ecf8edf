import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { repository } from './repository.js';

const folder = path.join(repository, 'tests', 'unit', 'results', 'written-by-0.1.0');

/**
 * The text of a result file as version 0.1.0 wrote it: `conformance`, a run with a baseline, traces and everything that a
 * result may hold; `interrupted`, one that was ended by Ctrl-C.
 */
export function writtenResults(name: 'conformance' | 'interrupted'): Promise<string> {
  return readFile(path.join(folder, `${name}.json`), 'utf8');
}
