import { fileReader } from '../../dist/cli/file-reader.js';
import { builtInSuite } from '../../dist/cli/prepare-suite.js';
import { loadSuite, runSuite, selectCases } from '../../dist/conformance/index.js';
import { run } from '../../dist/core/index.js';

/** The identities that the suite is run with, on the embedded server. */
export const users = [
  { name: 'main', accessKey: 's3tester', secretKey: 's3tester-secret' },
  { name: 'alt', accessKey: 's3tester-alt', secretKey: 's3tester-alt-secret' },
];

/** Loads the built-in suite; throws where it has mistakes. */
export async function loadBuiltInSuite() {
  const { suite, diagnostics } = await loadSuite(builtInSuite, fileReader, process.env);
  if (!suite)
    throw new Error(diagnostics.map(({ message, at }) => `${at?.file.name ?? ''}: ${message}`).join('\n'));
  return suite;
}

/**
 * Runs cases of a suite against a server.
 * @param {import('../../dist/conformance/index.js').Suite} suite
 * @param {string} endpointUrl
 * @param {readonly string[]} ids exact ids; none: the levels core and extended
 * @param {{ readonly identities?: readonly object[], readonly timeout?: number, readonly concurrency?: number }} [options]
 */
export function runCases(suite, endpointUrl, ids, options = {}) {
  const { identities = [], timeout = 30, concurrency = 16 } = options;
  const wanted = new Set(ids);
  const chosen = ids.length === 0 ? suite.cases : suite.cases.filter(({ id }) => wanted.has(id));
  const selected = ids.length === 0 ? selectCases(suite.cases, {}) : { chosen, runs: () => true };
  const settings = {
    endpointUrl,
    region: 'us-east-1',
    pathStyle: undefined,
    timeout,
    retry: { maxAttempts: 1, mode: 'standard' },
    concurrency,
    caFile: undefined,
    insecure: false,
  };
  const credentials = new Map(users.map((user) => [user.name, { kind: 'keys', ...user }]));
  return runSuite(suite, {
    settings,
    credentials: users.map(({ name, accessKey, secretKey }) => ({
      name,
      access_key: accessKey,
      secret_key: secretKey,
    })),
    selected,
    run: (plan) =>
      run(plan, {
        endpointUrl,
        credentials,
        identities,
        version: 'test',
        traceAll: true,
        environment: process.env,
      }),
  });
}

/** What the embedded server says of its users, as a run wants it. */
export function identitiesOf(server) {
  return server.users.map(({ name, accessKey, canonicalId, accountId, arn }) => ({
    name,
    access_key: accessKey,
    canonical_id: canonicalId,
    account_id: accountId,
    arn,
  }));
}
