import { readResults } from '../results/read.js';
import type { Results } from '../results/types.js';
import { DamageError, type OpenBundle } from './read-bundle.js';

/** The results in a bundle, without requests and responses. Rejects with a {@link DamageError} where they are none. */
export async function resultsIn(bundle: OpenBundle): Promise<Results> {
  const read = readResults((await bundle.bytes('results.json')).toString('utf8'), 'results.json');
  if ('problem' in read) {
    throw new DamageError(read.problem.message);
  }
  return read.results;
}
