// No case may be vacuous: it must notice when an answer that it reads is changed.
// Usage: node scripts/suite/vacuity.js [GLOB…]
import { builtInSuite } from '../../dist/app/built-in-suite.js';
import { matchesCase } from '../../dist/runner/index.js';
import { startServer } from '../../dist/server/index.js';
import { checkCases } from './check-cases.js';
import { readSuite, serverOptions } from './suite-runner.js';

const globs = process.argv.slice(2);
const suite = await readSuite(builtInSuite);
const ids = suite.cases
  .map(({ id }) => id)
  .filter((id) => globs.length === 0 || globs.some((glob) => matchesCase(id, glob)));

const server = await startServer(serverOptions);
/** @type {import('./check-cases.js').CaseVerdict[]} */
let verdicts;
try {
  verdicts = await checkCases(suite, ids, server, ({ id, outcome, text }) => {
    const word = outcome === 'vacuous' ? 'VACUOUS' : outcome;
    process.stdout.write(`${word.padEnd(7)}  ${id.padEnd(72)}  ${text}\n`);
  });
} finally {
  await server.close();
}

/** @param {import('./check-cases.js').CaseVerdict['outcome']} outcome */
const count = (outcome) => verdicts.filter((verdict) => verdict.outcome === outcome).length;
const statusOnly = verdicts.filter(({ isStatusOnly }) => isStatusOnly).map(({ id }) => id);
const failed = count('vacuous') + count('unread');
process.stdout.write(
  `\n${statusOnly.length} cases notice nothing but a status: ${statusOnly.sort().join(', ')}\n`,
);
const exactOnly = verdicts.filter(({ isExactOnly }) => isExactOnly).map(({ id }) => id);
process.stdout.write(
  `${exactOnly.length} cases notice nothing that is not tolerated: ${exactOnly.sort().join(', ')}\n`,
);
process.stdout.write(`vacuity: ${count('noticed')} passed, ${failed} failed, ${count('skipped')} skipped\n`);
process.exitCode = failed > 0 || count('noticed') === 0 ? 1 : 0;
