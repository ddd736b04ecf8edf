import { readFile } from 'node:fs/promises';
import { readResults } from '../../dist/results/read.js';

/**
 * Reads a results file that s3tester wrote; throws where it is none.
 * @param {string} file
 */
export async function readResultsFile(file) {
  const read = readResults(await readFile(file, 'utf8'), file);
  if ('problem' in read) {
    throw new Error(read.problem.message);
  }
  return read.results;
}
