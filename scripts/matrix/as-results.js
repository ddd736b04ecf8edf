import { scoreCases } from '../../dist/conformance/scorecard.js';
import { baseId } from '../../dist/conformance/suite-case.js';
import { summarize } from '../../dist/results/summarize.js';

/** @typedef {import('../../dist/results/types.js').Results} Results */
/** @typedef {import('../../dist/conformance/index.js').Suite} Suite */

/**
 * A kept run as results that `compare` reads, with what the suite says of each case today; a case that it does not have any
 * more is left out.
 * @param {import('./kept-run.js').KeptRun} kept
 * @param {Suite} suite
 * @returns {Results}
 */
export function asResults(kept, suite) {
  const byId = new Map(suite.cases.map((one) => [one.id, one]));
  const cases = Object.entries(kept.cases).flatMap(([place, own]) =>
    Object.entries(own).flatMap(([name, said]) => {
      const id = `${place}/${name}`;
      const known = byId.get(baseId(id));
      return known === undefined ? [] : [asCase(id, said, known)];
    }),
  );
  const { start_time, end_time, s3tester_version, suite_version } = kept;
  const nowhere = `http://127.0.0.1`;
  return {
    session_id: '00000000-0000-4000-8000-000000000000',
    config_file: null,
    config_files: [],
    s3tester_version,
    result_format: 1,
    target: { endpoint_url: nowhere, region: 'us-east-1', server: `${kept.server} ${kept.version}` },
    start_time,
    end_time,
    interrupted: false,
    endpoint_lost: null,
    total_operations: 0,
    summary: summarize([]),
    results: [],
    cases,
    conformance: { suite_version, plan: '', ...scoreCases(cases), crashes: [], baseline: null },
  };
}

/**
 * @param {string} id
 * @param {1 | import('./kept-run.js').Said} said
 * @param {Suite['cases'][number]} known
 * @returns {Results['cases'][number]}
 */
function asCase(id, said, { title, feature, level, reference, operations }) {
  const [word, kind, reason] = said === 1 ? /** @type {const} */ (['pass', null, null]) : said;
  const isTolerated = word === 'tolerated';
  return {
    id,
    title,
    group_name: id.slice(0, id.lastIndexOf('/')),
    verdict: isTolerated ? 'pass' : word,
    kind,
    reason: isTolerated ? null : reason,
    ...(isTolerated ? { exact: false, ...(reason === null ? {} : { deviation: reason }) } : {}),
    duration: 0,
    steps: [],
    level,
    operations: [...operations],
    ...(feature === null ? {} : { feature }),
    ...(reference === null ? {} : { reference }),
  };
}
