import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { fileReader } from '../../dist/app/file-reader.js';
import { loadSuite } from '../../dist/conformance/index.js';
import { readResultsFile } from './read-results-file.js';

const countsFile = fileURLToPath(new URL('security-counts.json', import.meta.url));
const suiteFolder = fileURLToPath(new URL('../../suite', import.meta.url));

/**
 * Takes the cases with the tag `security` out of a results file, so that no baseline names them, and holds how many of
 * them did not pass against what was counted before, which is the most there may be; with `count` it writes the number down instead. Where only some
 * cases ran, not `whole`, there is nothing to compare.
 * @param {string} server
 * @param {string} file
 * @param {{ readonly count: boolean, readonly whole: boolean }} how
 * @returns {Promise<string[]>} what went wrong
 */
export async function partSecurity(server, file, { count, whole }) {
  const names = await securityCases();
  const results = await readResultsFile(file);
  const isSecurity = (/** @type {{ readonly id: string }} */ { id }) =>
    names.has(id.replace(/\[[^\]]*\]$/, ''));
  const wrong = results.cases.filter(
    (one) => isSecurity(one) && !['pass', 'skipped', 'blocked'].includes(one.verdict),
  );
  await writeFile(
    file,
    JSON.stringify({
      ...results,
      results: results.results.filter(({ case: id }) => id === null || !isSecurity({ id })),
      cases: results.cases.filter((one) => !isSecurity(one)),
    }),
  );
  const found = new Set(wrong.map(({ id }) => id.replace(/\[[^\]]*\]$/, ''))).size;
  return whole ? holdCount(server, found, count) : [];
}

/**
 * @param {string} server
 * @param {number} found
 * @param {boolean} count
 */
async function holdCount(server, found, count) {
  /** @type {Record<string, number>} */
  const counts = JSON.parse(await readFile(countsFile, 'utf8'));
  if (count) {
    await writeFile(countsFile, `${JSON.stringify({ ...counts, [server]: found }, null, 2)}\n`);
    return [];
  }
  const known = counts[server];
  if (known === undefined || found > known) {
    return [`${found} security cases did not pass, and ${known ?? 0} are known`];
  }
  if (found < known) {
    process.stdout.write(`${server}: ${found} security cases did not pass, ${known} were counted before\n`);
  }
  return [];
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
