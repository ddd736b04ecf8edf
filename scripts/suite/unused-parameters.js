// Says which operations and parameters of the API no case of the suite sends: it runs the suite on the embedded server and looks
// at the requests, in whatever form cases write them.
// Usage: node scripts/suite/unused-parameters.js
import { builtInSuite } from '../../dist/app/built-in-suite.js';
import { findOperation, operationNames } from '../../dist/operations/index.js';
import { startServer } from '../../dist/server/index.js';
import { startChangingProxy } from './changing-proxy.js';
import { namesIn, parametersOf } from './sent-parameters.js';
import { readSuite, runCases, serverOptions } from './suite-runner.js';

/** What only other kinds of buckets and endpoints have, which no server but AWS is expected to serve. */
const others =
  /^(.*BucketMetadata.*|CreateSession|ListDirectoryBuckets|RenameObject|WriteGetObjectResponse)$/;

/** @type {Map<string, string>} */
const operations = new Map();
/** @type {{ requestId: string | null, names: Set<string> }[]} */
const exchanges = [];

const suite = await readSuite(builtInSuite);
const server = await startServer({
  ...serverOptions,
  log: ({ requestId, operation }) => operation !== null && operations.set(requestId, operation),
});
const proxy = await startChangingProxy(server.url, {
  tell: (exchange) => {
    exchanges.push({ requestId: exchange.requestId, names: namesIn(exchange) });
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
for (const { requestId, names } of exchanges) {
  const operation = operations.get(requestId ?? '') ?? '';
  const known = sent.get(operation) ?? new Set();
  sent.set(operation, new Set([...known, ...names]));
}

const general = operationNames().filter((name) => !others.test(name));
// What the server does not have, it does not name.
const named = new Set(suite.cases.flatMap((one) => one.operations));
const missing = general.filter((name) => !sent.has(name) && !named.has(name));
let all = 0;
let unused = 0;
for (const name of general) {
  const operation = findOperation(name);
  const names = [...(sent.get(name) ?? [])];
  const parameters = operation === undefined || names.length === 0 ? [] : parametersOf(operation);
  const left = parameters.filter(({ wire }) => !names.some((one) => wire.test(one)));
  all += parameters.length;
  unused += left.length;
  if (left.length > 0) {
    process.stdout.write(`${name}: ${left.map((parameter) => parameter.name).join(', ')}\n`);
  }
}
process.stdout.write(
  `operations without a case: ${missing.length} of ${general.length}: ${missing.join(', ')}\n`,
);
process.stdout.write(`parameters without a case: ${unused} of ${all}\n`);
