import { lifecycleDayOfSuite, targetFactsOf } from '../../dist/cli/endpoint.js';
import { fileReader } from '../../dist/cli/file-reader.js';
import { loadSuite, runSuite } from '../../dist/conformance/index.js';
import { run } from '../../dist/runner/index.js';

/** @typedef {import('../../dist/conformance/index.js').Suite} Suite */
/** @typedef {import('../../dist/results/types.js').Results} Results */
/** @typedef {import('../../dist/server/index.js').RunningServer} RunningServer */

/** The identities that cases are run with, on the embedded server. */
const users = [
  { name: 'main', accessKey: 's3tester', secretKey: 's3tester-secret' },
  { name: 'alt', accessKey: 's3tester-alt', secretKey: 's3tester-alt-secret' },
];

/** How the embedded server is started for the suite. */
export const serverOptions = { users, lifecycleDay: lifecycleDayOfSuite };

/**
 * Loads the suite in a folder; throws where it has mistakes.
 * @param {string} folder
 */
export async function readSuite(folder) {
  const { suite, diagnostics } = await loadSuite(folder, fileReader, process.env);
  if (!suite) {
    throw new Error(diagnostics.map(({ message, at }) => `${at?.file.name ?? ''}: ${message}`).join('\n'));
  }
  return suite;
}

/**
 * Runs cases of a suite on the embedded server, of any level and without the probes of what they need.
 * @param {Suite} suite
 * @param {readonly string[]} ids
 * @param {RunningServer} server
 * @param {string} [url] where to send to instead, such as a proxy before the server
 * @returns {Promise<Results>}
 */
export function runCases(suite, ids, server, url = server.url) {
  const narrow = narrowSuite(suite, new Set(ids));
  const targetFacts = targetFactsOf({ endpointUrl: 'embedded' }, { lifecycleDay: lifecycleDayOfSuite }, url);
  return runSuite(narrow, {
    settings: {
      endpointUrl: url,
      region: 'us-east-1',
      pathStyle: undefined,
      timeout: 60,
      retry: { maxAttempts: 1, mode: 'standard' },
      concurrency: 16,
      caFile: undefined,
      insecure: false,
    },
    credentials: users.map(({ name, accessKey, secretKey }) => ({
      name,
      access_key: accessKey,
      secret_key: secretKey,
    })),
    targetFacts: Object.keys(targetFacts),
    selected: { chosen: narrow.cases, asked: ids, runs: () => true },
    run: (plan) =>
      run(plan, {
        endpointUrl: url,
        credentials: new Map(
          users.map((user) => [user.name, { kind: /** @type {const} */ ('keys'), ...user }]),
        ),
        identities: identitiesOf(server),
        version: 'test',
        targetFacts,
        traceAll: true,
        environment: process.env,
      }),
  });
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

/**
 * What the embedded server says of its users, as a run wants it.
 * @param {RunningServer} server
 */
function identitiesOf(server) {
  return server.users.map(({ name, accessKey, canonicalId, accountId, arn }) => ({
    name,
    access_key: accessKey,
    canonical_id: canonicalId,
    account_id: accountId,
    arn,
  }));
}
