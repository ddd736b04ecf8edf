import { fileURLToPath } from 'node:url';
import { startServer } from '../../../dist/server/index.js';
import { runCases, serverOptions } from '../../suite/suite-runner.js';

/** @typedef {import('../../../dist/results/types.js').Results} Results */
/** @typedef {import('../../../dist/conformance/index.js').Suite} Suite */

const root = fileURLToPath(new URL('../../../', import.meta.url));
const areas = ['tagging/', 'object/put-object/'];

/** What is wrong with each of three servers, by the name of its results. */
const faults = {
  sound: [],
  careless: ['tagging-header-not-checked', 'creation-tags-lost'],
  forgetful: ['creation-tags-lost', 'body-digest-not-required'],
};

/**
 * Results of a part of the suite on the embedded server: without a fault, and with some. Verdicts that no fault of the
 * embedded server leads to are put in by hand.
 * @param {Suite} suite
 * @returns {Promise<Readonly<Record<string, Results>>>}
 */
export async function makeSampleResults(suite) {
  const ids = suite.cases.filter(({ id }) => areas.some((area) => id.startsWith(area))).map(({ id }) => id);
  /** @type {[string, Results][]} */
  const made = [];
  for (const [name, active] of Object.entries(faults)) {
    const server = await startServer({ ...serverOptions, faults: active });
    try {
      made.push([name, withoutRoot(await runCases(suite, ids, server))]);
    } finally {
      await server.close();
    }
  }
  return Object.fromEntries(
    made.map(([name, results]) => [name, name === 'careless' ? withRareVerdicts(results) : results]),
  );
}

/**
 * Results whose cases stand in files of the repository, wherever that is.
 * @param {Results} results
 */
function withoutRoot(results) {
  const cases = results.cases.map((one) => ({ ...one, place: (one.place ?? '').replace(root, '') }));
  return { ...results, cases };
}

/** @type {readonly (readonly [verdict: Results['cases'][number]['verdict'], reason: string])[]} */
const rare = [
  ['unsupported', 'PutObject: 501 NotImplemented'],
  ['blocked', 'needs tagging, which does not work'],
  ['error', 'no complete response within 20 s'],
  ['skipped', 'level'],
];

/** @param {Results} results */
function withRareVerdicts(results) {
  const passed = results.cases.filter(({ verdict }) => verdict === 'pass').slice(0, rare.length);
  const changed = new Map(passed.map(({ id }, index) => [id, rare[index]]));
  const cases = results.cases.map((one) => {
    const [verdict, reason] = changed.get(one.id) ?? [one.verdict, one.reason];
    return { ...one, verdict, reason };
  });
  return { ...results, cases };
}
