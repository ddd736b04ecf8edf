import { findOperation, operationNames } from '../../dist/operations/index.js';
import { startServer } from '../../dist/server/index.js';
import { startChangingProxy } from './changing-proxy.js';
import { namesIn, parametersOf } from './sent-parameters.js';
import { runCases, serverOptions } from './suite-runner.js';

/** @typedef {import('./suite-runner.js').Suite} Suite */

/** What other kinds of buckets and endpoints have, which no server but AWS is expected to serve: a case that it is refused is enough. */
const others =
  /^(.*BucketMetadata.*|CreateSession|ListDirectoryBuckets|RenameObject|WriteGetObjectResponse)$/;

/**
 * What of the API no case of a suite uses.
 * @typedef {object} Unused
 * @property {readonly string[]} operations
 * @property {readonly string[]} parameters as `Operation.Parameter`, of the operations on general purpose buckets
 * @property {number} allOperations
 * @property {number} allParameters
 */

/**
 * Runs a suite on the embedded server, and looks at the requests, in whatever form cases write them.
 * @param {Suite} suite
 * @returns {Promise<Unused>}
 */
export async function findUnused(suite) {
  const sent = await sentNames(suite);
  const named = new Set(suite.cases.flatMap((one) => one.operations));
  const names = operationNames();
  const parameters = names
    .filter((name) => !others.test(name))
    .flatMap((name) => {
      const operation = findOperation(name);
      return operation === undefined
        ? []
        : parametersOf(operation).map((parameter) => ({ ...parameter, operation: name }));
    });
  const isSent = (/** @type {(typeof parameters)[number]} */ { operation, wire }) =>
    [...(sent.get(operation) ?? [])].some((one) => wire.test(one));
  return {
    operations: names.filter((name) => !sent.has(name) && !named.has(name)),
    parameters: parameters.filter((one) => !isSent(one)).map(({ operation, name }) => `${operation}.${name}`),
    allOperations: names.length,
    allParameters: parameters.length,
  };
}

/**
 * What the cases of a suite send, by operation.
 * @param {Suite} suite
 */
async function sentNames(suite) {
  /** @type {Map<string, string>} */
  const operations = new Map();
  /** @type {{ requestId: string | null, names: Set<string>, unserved: string }[]} */
  const exchanges = [];
  const server = await startServer({
    ...serverOptions,
    log: ({ requestId, operation }) => operation !== null && operations.set(requestId, operation),
  });
  const proxy = await startChangingProxy(server.url, {
    tell: (exchange) => {
      const { requestId } = exchange;
      exchanges.push({ requestId, names: namesIn(exchange), unserved: bySubresource(exchange) });
    },
  });
  try {
    await runCases(
      suite,
      suite.cases.map(({ id }) => id),
      server,
      { url: proxy.url },
    );
  } finally {
    await proxy.close();
    await server.close();
  }
  /** @type {Map<string, Set<string>>} */
  const sent = new Map();
  for (const { requestId, names, unserved } of exchanges) {
    const operation = operations.get(requestId ?? '') ?? unserved;
    const known = sent.get(operation) ?? new Set();
    sent.set(operation, new Set([...known, ...names]));
  }
  return sent;
}

/**
 * The operation that a request is by its method and its query, for what the server does not have, and does not name.
 * @param {import('./changing-proxy.js').Exchange} exchange
 */
function bySubresource({ method, url }) {
  const query = new URL(url, 'http://localhost').searchParams;
  const found = operationNames().flatMap((name) => {
    const operation = findOperation(name);
    const fixed = [...new URLSearchParams(operation?.uri.split('?')[1] ?? '').keys()].filter(
      (key) => key !== 'x-id',
    );
    const needed = (operation?.members ?? [])
      .filter(({ required, binding }) => required && binding === 'query')
      .map(({ wireName }) => wireName);
    const all = [...fixed, ...needed];
    const isIt = operation?.method === method && fixed.length > 0 && all.every((key) => query.has(key));
    return isIt ? [{ name, length: all.length }] : [];
  });
  return found.toSorted((a, b) => b.length - a.length)[0]?.name ?? '';
}
