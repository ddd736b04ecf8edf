// Every fault of the embedded server must be caught by the case that caught-by.yaml names for it.
// Usage: node scripts/suite/mutants.js [--find] [FAULT…]; --find looks for a case where none is named or it misses.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { faults, startServer } from '../../dist/servers/index.js';
import { identitiesOf, loadBuiltInSuite, runCases, users } from './suite-runner.js';

const words = process.argv.slice(2);
const isFinding = words.includes('--find');
const asked = words.filter((word) => word !== '--find');
const caughtBy =
  parse(await readFile(new URL('../../tests/mutants/caught-by.yaml', import.meta.url), 'utf8')) ?? {};
const suite = await loadBuiltInSuite();
const known = new Set(suite.cases.map(({ id }) => id));

let failed = 0;
let passed = 0;

/** Runs cases on a server with these faults; gives the ids of those that did not pass. */
async function failuresUnder(names, ids) {
  const server = await startServer({ users, faults: names });
  try {
    const { cases } = await runCases(suite, server.url, ids, {
      identities: identitiesOf(server),
      timeout: 10,
    });
    return cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped').map(({ id }) => id);
  } finally {
    await server.close();
  }
}

function tell(fault, isCaught, text) {
  if (isCaught) passed++;
  else failed++;
  process.stdout.write(`${isCaught ? 'caught' : 'MISSED'}  ${fault.padEnd(36)}  ${text}\n`);
}

for (const name of Object.keys(caughtBy)) {
  if (!faults.some((fault) => fault.name === name))
    tell(name, false, 'the embedded server has no such fault');
}

for (const { name } of faults) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const caseId = caughtBy[name];
  if (caseId !== undefined && !known.has(caseId)) tell(name, false, `there is no case ${caseId}`);
  else if (caseId !== undefined && (await failuresUnder([name], [caseId])).length > 0)
    tell(name, true, caseId);
  else if (isFinding) {
    const found = await failuresUnder([name], []);
    tell(
      name,
      false,
      found.length === 0 ? 'no case catches it' : `would be caught by ${found.slice(0, 5).join(', ')}`,
    );
  } else tell(name, false, caseId === undefined ? 'no case is named' : `${caseId} passes with it`);
}

// A named case proves nothing where it fails without the fault, too.
const sound = new Set(Object.values(caughtBy).filter((id) => known.has(id)));
for (const id of await failuresUnder([], [...sound]))
  tell('(no fault)', false, `${id} fails without any fault`);

process.stdout.write(`mutants: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
