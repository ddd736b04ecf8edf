import { embeddedEndpoint } from '../../dist/app/endpoint.js';
import { fileReader } from '../../dist/app/file-reader.js';
import { resolveTarget } from '../../dist/app/resolve-target.js';
import { embeddedForSuite, runSuiteWith } from '../../dist/app/run-conformance.js';
import { openSession } from '../../dist/app/session.js';
import { noConfiguration, weighSettings } from '../../dist/app/weigh-settings.js';
import { renderDiagnostic } from '../../dist/config/index.js';
import { loadSuite } from '../../dist/conformance/index.js';
import { defaultUsers } from '../../dist/server/index.js';

/** @typedef {import('../../dist/conformance/index.js').Suite} Suite */
/** @typedef {import('../../dist/results/types.js').Results} Results */
/** @typedef {import('../../dist/server/index.js').RunningServer} RunningServer */

/** How the embedded server is started for the suite, with the users that it has by itself. */
export const serverOptions = { users: defaultUsers, ...embeddedForSuite };

/**
 * Loads the suite in a folder; throws where it has mistakes.
 * @param {string} folder
 */
export async function readSuite(folder) {
  const { suite, diagnostics } = await loadSuite(folder, fileReader, process.env);
  if (!suite) {
    throw new Error(diagnostics.map(renderDiagnostic).join('\n'));
  }
  return suite;
}

/**
 * Runs cases of a suite on the embedded server, of any level and without the probes of what they need.
 * @param {Suite} suite
 * @param {readonly string[]} ids
 * @param {RunningServer} server
 * @param {{ readonly url?: string, readonly exact?: boolean }} [options] `url`: where to send to instead, such as a proxy before the server; `exact`: what is only tolerated fails
 * @returns {Promise<Results>}
 */
export async function runCases(suite, ids, server, { url = server.url, exact = false } = {}) {
  const narrow = narrowSuite(suite, new Set(ids));
  const target = await resolveTarget(
    await weighSettings({ endpointUrl: 'embedded', timeout: 60, environment: {} }, noConfiguration),
  );
  const endpoint = embeddedEndpoint(server, target, embeddedForSuite, url);
  const session = await openSession(target, { endpoint, trace: true });
  const selected = { chosen: narrow.cases, asked: ids, runs: () => true };
  const rerun = { command: ['conformance'], options: [] };
  return runSuiteWith(session, session.run, { ...target, suite: narrow, rerun }, selected, { exact });
}

/**
 * Whether something of this id belongs to a case: it is the case, or one of its rows.
 * @param {string | null} own
 * @param {string} id
 */
export function isOf(own, id) {
  return own === id || own?.startsWith(`${id}[`) === true;
}

/**
 * The same suite with these cases alone: a run plans all that it is given, which takes longer than a case does.
 * @param {Suite} suite
 * @param {ReadonlySet<string>} ids
 * @returns {Suite}
 */
function narrowSuite(suite, ids) {
  const groups = suite.configuration.groups.flatMap((group) => {
    const test = group.test.filter((step) => step.kind === 'case' && ids.has(`${group.name}/${step.case}`));
    return test.length > 0 ? [{ ...group, test }] : [];
  });
  return {
    ...suite,
    features: [],
    cases: suite.cases.filter(({ id }) => ids.has(id)),
    configuration: { ...suite.configuration, groups, files: [] },
  };
}
