import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fileReader } from '../../dist/app/file-reader.js';
import { loadSuite } from '../../dist/conformance/index.js';
import { baseId } from '../../dist/conformance/suite-case.js';
import { readResultsFile } from './read-results-file.js';

const suiteFolder = fileURLToPath(new URL('../../suite', import.meta.url));

/**
 * Leaves of the cases with the tag `security` the verdict alone in a results file, as the matrix does: a baseline that is
 * made of it says of these how they end, and nothing of the responses.
 * @param {string} file
 * @returns {Promise<void>}
 */
export async function keepVerdictsAlone(file) {
  const guarded = await securityCases();
  const results = await readResultsFile(file);
  const isGuarded = (/** @type {string | null} */ id) => id !== null && guarded.has(baseId(id));
  const cases = results.cases.map((one) => {
    if (!isGuarded(one.id) || one.verdict === 'skipped') {
      return one;
    }
    const { set_up: _, deviation: _said, ...rest } = one;
    return { ...rest, reason: null };
  });
  const steps = results.results.filter(({ case: id }) => !isGuarded(id));
  await writeFile(file, JSON.stringify({ ...results, results: steps, cases }));
}

/**
 * The ids of the cases with the tag `security`, without rows.
 * @returns {Promise<ReadonlySet<string>>}
 */
export async function securityCases() {
  const { suite, diagnostics } = await loadSuite(suiteFolder, fileReader, {});
  if (suite === null) {
    throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  }
  return new Set(suite.cases.flatMap(({ id, tags }) => (tags.includes('security') ? [id] : [])));
}
