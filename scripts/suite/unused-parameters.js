// Says which operations and parameters of the API no case of the suite sends, and why where tests/suite/without-case.yaml knows.
// Usage: node scripts/suite/unused-parameters.js
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { builtInSuite } from '../../dist/app/built-in-suite.js';
import { findUnused } from './find-unused.js';
import { readSuite } from './suite-runner.js';

const file = new URL('../../tests/suite/without-case.yaml', import.meta.url);
/** @type {Record<string, string>} */
const reasons = parse(await readFile(file, 'utf8'));
const { operations, parameters, allOperations, allParameters } = await findUnused(
  await readSuite(builtInSuite),
);
for (const name of parameters) {
  process.stdout.write(`${name}: ${reasons[name] ?? 'no reason given'}\n`);
}
const unexplained = parameters.filter((name) => reasons[name] === undefined);
process.stdout.write(`operations without a case: ${operations.length} of ${allOperations}`);
process.stdout.write(`${operations.map((name) => ` ${name}`).join('')}\n`);
process.stdout.write(
  `parameters without a case: ${parameters.length} of ${allParameters}, ${unexplained.length} of them without a reason\n`,
);
process.exitCode = operations.length + unexplained.length > 0 ? 1 : 0;
