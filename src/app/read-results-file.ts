import { readFile } from 'node:fs/promises';
import { describeFileError } from '../lib/describe-file-error.js';
import type { Results } from '../results/types.js';
import { UsageError } from './usage-error.js';

/** Reads a results file of an earlier run. */
export async function readResultsFile(file: string): Promise<Results> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read the results ${file}: ${describeFileError(error)}`);
  });
  // The schema takes a while to load, and a run that reads no results does without it.
  const { readResults } = await import('../results/read.js');
  const read = readResults(text, file);
  if ('problem' in read) {
    throw new UsageError(read.problem.message, 'results are written by --format json -o PATH');
  }
  return read.results;
}
