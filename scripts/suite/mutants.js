// Every fault of the embedded server must be caught by the case that caught-by.yaml names for it, and every mistake of
// reported-faults.js, which a proxy makes, by the case that it names itself. Faults of consistency show in no case: found-by.yaml
// names the workload and the checker that find them.
// Usage: node scripts/suite/mutants.js [--find] [FAULT…]; --find looks for cases where none is named, or it misses.
import { builtInSuite } from '../../dist/app/built-in-suite.js';
import { faults } from '../../dist/server/index.js';
import { checkFaults } from './check-faults.js';
import { checkReported } from './check-reported.js';
import { isProvable, readFaultProofs, wrongProofs } from './fault-proofs.js';
import { reportedFaults } from './reported-faults.js';
import { readSuite } from './suite-runner.js';

const words = process.argv.slice(2);
const isFinding = words.includes('--find');
const asked = words.filter((word) => word !== '--find');
const proofs = await readFaultProofs();

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

for (const { name, text } of wrongProofs(faults, proofs)) {
  tell({ name, isCaught: false, text });
}
for (const name of asked.filter((one) => !faults.some((fault) => fault.name === one))) {
  tell({ name, isCaught: false, text: 'the embedded server has no such fault' });
}
const chosen = faults.filter(({ name }) => asked.length === 0 || asked.includes(name));
const forSuite = chosen.filter(({ foundBy }) => foundBy === undefined);
for (const { name } of chosen.filter((fault) => isProvable(fault) && !forSuite.includes(fault))) {
  const { workload, checker } = proofs.foundBy[name] ?? {};
  process.stdout.write(`elsewhere  ${name.padEnd(33)}  s3tester consistency: ${workload}, ${checker}\n`);
}
const isWhole = asked.length === 0;
const suite = await readSuite(builtInSuite);
await checkFaults(suite, forSuite, proofs.caughtBy, { isFinding, isWhole, tell });
if (isWhole) {
  await checkReported(suite, reportedFaults, tell);
}
process.stdout.write(`mutants: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
