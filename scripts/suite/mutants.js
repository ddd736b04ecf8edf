// Every fault of the embedded server must be caught by the case that caught-by.yaml names for it, and every mistake of
// reported-faults.js, which a proxy makes, by the case that it names itself.
// Usage: node scripts/suite/mutants.js [--find] [FAULT…]; --find looks for cases where none is named, or it misses.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { builtInSuite } from '../../dist/app/built-in-suite.js';
import { faults } from '../../dist/server/index.js';
import { checkFaults } from './check-faults.js';
import { checkReported } from './check-reported.js';
import { reportedFaults } from './reported-faults.js';
import { readSuite } from './suite-runner.js';

const words = process.argv.slice(2);
const isFinding = words.includes('--find');
const asked = words.filter((word) => word !== '--find');
const file = new URL('../../tests/mutants/caught-by.yaml', import.meta.url);
/** @type {Record<string, string>} */
const caughtBy = parse(await readFile(file, 'utf8')) ?? {};

let failed = 0;
let passed = 0;

/** @param {import('./check-faults.js').FaultVerdict} verdict */
function tell({ name, isCaught, text }) {
  if (isCaught) {
    passed++;
  } else {
    failed++;
  }
  process.stdout.write(`${isCaught ? 'caught' : 'MISSED'}  ${name.padEnd(36)}  ${text}\n`);
}

for (const name of [...Object.keys(caughtBy), ...asked]) {
  if (!faults.some((fault) => fault.name === name)) {
    tell({ name, isCaught: false, text: 'the embedded server has no such fault' });
  }
}
const chosen = faults.filter(({ name }) => asked.length === 0 || asked.includes(name));
const isWhole = asked.length === 0;
const suite = await readSuite(builtInSuite);
await checkFaults(suite, chosen, caughtBy, { isFinding, isWhole, tell });
if (isWhole) {
  await checkReported(suite, reportedFaults, tell);
}
process.stdout.write(`mutants: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
