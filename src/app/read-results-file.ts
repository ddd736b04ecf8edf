import { readFile } from 'node:fs/promises';
import { describeFileError } from '../lib/describe-file-error.js';
import type { Results } from '../results/types.js';
import { checkKind, kindOf } from './refuse-other-kind.js';
import { UsageError } from './usage-error.js';

/** Reads what an earlier run left whole: a results file, or the results in an evidence bundle with their exchanges. */
export async function readResultsFile(file: string): Promise<Results> {
  const refuse = (error: unknown): never => {
    throw new UsageError(`cannot read the results ${file}: ${describeFileError(error)}`);
  };
  const kind = await kindOf(file).catch(refuse);
  checkKind(kind, file, 'file of results', ['results', 'zip']);
  if (kind?.name === 'zip') {
    return readBundle(file);
  }
  const text = await readFile(file, 'utf8').catch(refuse);
  // The schema takes a while to load, and a run that reads no results does without it.
  const { readResults } = await import('../results/read.js');
  const read = readResults(text, file);
  if ('problem' in read) {
    throw new UsageError(read.problem.message, 'results are written by --format json -o PATH');
  }
  return read.results;
}

async function readBundle(file: string): Promise<Results> {
  const [{ NewerError, resultsOfBundle }, { DamageError, NoBundleError }] = await Promise.all([
    import('../evidence/results-of-bundle.js'),
    import('../evidence/read-bundle.js'),
  ]);
  try {
    return await resultsOfBundle(file);
  } catch (error) {
    if (error instanceof DamageError) {
      throw new UsageError(
        `the bundle ${file} is not as it was written: ${error.message}`,
        's3tester verify says more of it',
      );
    }
    if (error instanceof NoBundleError) {
      throw new UsageError(
        `${file} is no file of results: ${error.message}`,
        'results are written by --format json -o PATH, an evidence bundle by --bundle PATH',
      );
    }
    if (error instanceof NewerError) {
      throw new UsageError(
        `cannot read the bundle ${file}: ${error.message}`,
        'a later s3tester wrote it, and reads it',
      );
    }
    throw error;
  }
}
