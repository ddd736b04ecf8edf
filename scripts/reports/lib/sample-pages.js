import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { observeCommand } from '../../servers/lib/run-command.js';
import { readSuite } from '../../suite/suite-runner.js';
import { makeStaleHistory } from './sample-history.js';
import { makeSampleResults } from './sample-results.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * The pages that are looked at, each as a command writes it, and what two of them show as data: the results of the report,
 * and the comparison of the matrix. The wide one is a matrix of nine columns, the committed one that of docs/.
 * @typedef {object} Pages
 * @property {Readonly<Record<'report' | 'matrix' | 'wide' | 'timeline' | 'load' | 'committed', string>>} files
 * @property {string} results
 * @property {string} comparison
 */

/**
 * Makes the pages in a folder.
 * @param {string} folder
 * @returns {Promise<Pages>}
 */
export async function makePages(folder) {
  const place = (/** @type {string} */ name) => join(folder, name);
  const page = (/** @type {string} */ name) => place(`${name}.html`);
  const made = Object.entries(await makeSampleResults(await readSuite(join(root, 'suite'))));
  /** @type {string[][]} */
  const rounds = [];
  for (const round of ['', '-once-more', '-and-again']) {
    const files = made.map(([name]) => place(`${name}${round}.json`));
    for (const [index, [, results]] of made.entries()) {
      await writeFile(files[index] ?? '', JSON.stringify(results));
    }
    rounds.push(files);
  }
  await writeFile(place('history.ndjson'), makeStaleHistory());
  const files = {
    report: page('report'),
    matrix: page('matrix'),
    wide: page('wide'),
    timeline: page('timeline'),
    load: page('load'),
    committed: join(root, 'docs', 'matrix.html'),
  };
  const [compared = []] = rounds;
  const comparison = place('comparison.json');
  await writePage(['report', place('careless.json')], files.report);
  await writePage(['compare', ...compared, '--format', 'json', '-o', comparison], files.matrix);
  await writePage(['compare', ...rounds.flat()], files.wide);
  await writePage(['run', join(root, 'examples', 'load.yaml'), '--endpoint-url', 'embedded'], files.load);
  await writePage(['consistency', '--check', place('history.ndjson')], files.timeline);
  return { files, results: place('careless.json'), comparison };
}

/**
 * @param {readonly string[]} words
 * @param {string} page
 */
async function writePage(words, page) {
  const args = [join(root, 'bin', 's3tester.js'), ...words, '--report', `html=${page}`];
  const { status, output } = await observeCommand(process.execPath, args, { timeout: 120 });
  // What the reports show went wrong, so most of these commands end with 1.
  if (status !== 0 && status !== 1) {
    throw new Error(`s3tester ${words[0]} ended with ${status}\n${output}`);
  }
}
