import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';

const file = new URL('../outcomes.yaml', import.meta.url);

const head = `# What happened to each application while something that it needs was missing. Written by
# \`node scripts/applications/run.js --update\`; a run without that fails where something else happens.
`;

/**
 * What is known of an application: from when and of which version, and the outcome of each requirement by its id.
 * @typedef {object} Known
 * @property {string} version
 * @property {string} date of the run, YYYY-MM-DD
 * @property {Record<string, import('./types.js').Outcome>} requirements
 */

/**
 * The outcomes that are expected, by the name of the application.
 * @returns {Promise<Record<string, Known>>}
 */
export async function readOutcomes() {
  return parse(await readFile(file, 'utf8')) ?? {};
}

/**
 * Writes what is known of one application, and leaves the others as they are.
 * @param {string} name
 * @param {Known} known
 */
export async function updateOutcomes(name, known) {
  const outcomes = { ...(await readOutcomes()), [name]: known };
  const sorted = Object.fromEntries(
    Object.entries(outcomes).sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  await writeFile(file, head + stringify(sorted, { lineWidth: 0 }));
}

/**
 * How an outcome differs from the one that is expected; undefined where it does not. The reason that an application gives
 * may differ in its wording.
 * @param {import('./types.js').Outcome} actual
 * @param {import('./types.js').Outcome | undefined} expected
 * @returns {string | undefined}
 */
export function differenceOf(actual, expected) {
  if (expected === undefined) {
    return 'nothing is expected yet; write it with --update';
  }
  const isSame = actual.happened === expected.happened && actual.step === expected.step;
  return isSame ? undefined : `instead of ${describe(expected)}`;
}

/**
 * An outcome in one line.
 * @param {import('./types.js').Outcome} outcome
 * @returns {string}
 */
export function describe({ happened, step, why }) {
  return [happened, ...(step ? [`at "${step}"`] : []), ...(why ? [why] : [])].join(': ');
}
