import pLimit from 'p-limit';
import { startServer } from '../../dist/servers/index.js';
import { rankCases } from './rank-cases.js';
import { isOf, runCases, users } from './suite-runner.js';

/** @typedef {import('./suite-runner.js').Suite} Suite */
/** @typedef {import('../../dist/servers/index.js').Fault} Fault */
/** @typedef {{ readonly name: string, readonly isCaught: boolean, readonly text: string }} FaultVerdict */

/** How many servers run at once, and how many cases are tried together where one is looked for. */
const serversAtOnce = 4;
const triedTogether = 60;

/**
 * Holds faults of the embedded server against the cases that are said to catch them, each on a server with that fault
 * alone; and these cases against a server without any, since one that fails there, too, proves nothing.
 * @param {Suite} suite
 * @param {readonly Fault[]} faults
 * @param {Readonly<Record<string, string>>} caughtBy the id of a case by the name of a fault
 * @param {{ readonly isFinding?: boolean, readonly tell?: (verdict: FaultVerdict) => void }} [options] `isFinding`: names cases that catch a fault where none is named, or where it misses
 * @returns {Promise<FaultVerdict[]>}
 */
export async function checkFaults(suite, faults, caughtBy, { isFinding = false, tell = () => {} } = {}) {
  const known = new Set(suite.cases.map(({ id }) => id));
  const limit = pLimit(serversAtOnce);

  /** @param {Fault} fault */
  const judge = async (fault) => {
    const { isCaught, text } = await judgeFault(suite, fault, caughtBy[fault.name], known);
    const found = isCaught || !isFinding ? '' : `; ${await findCases(suite, fault)}`;
    const verdict = { name: fault.name, isCaught, text: `${text}${found}` };
    tell(verdict);
    return verdict;
  };
  const judged = await Promise.all(faults.map((fault) => limit(() => judge(fault))));

  const named = new Set(faults.flatMap(({ name }) => caughtBy[name] ?? []).filter((id) => known.has(id)));
  const unsound = (await failuresUnder(suite, [], [...named])).map((id) => ({
    name: '(no fault)',
    isCaught: false,
    text: `${id} fails without any fault`,
  }));
  for (const verdict of unsound) tell(verdict);
  return [...judged, ...unsound];
}

/**
 * @param {Suite} suite
 * @param {Fault} fault
 * @param {string | undefined} caseId
 * @param {ReadonlySet<string>} known
 */
async function judgeFault(suite, fault, caseId, known) {
  if (caseId === undefined) return { isCaught: false, text: 'no case is named' };
  if (!known.has(caseId)) return { isCaught: false, text: `there is no case ${caseId}` };
  const isCaught = (await failuresUnder(suite, [fault.name], [caseId])).length > 0;
  return { isCaught, text: isCaught ? caseId : `${caseId} passes with it` };
}

/**
 * Says which cases catch a fault; those that speak of what it is about are tried first, and the others where none of them does.
 * @param {Suite} suite
 * @param {Fault} fault
 */
async function findCases(suite, fault) {
  const ranked = rankCases(suite.cases, fault);
  for (let at = 0; at < ranked.length; at += triedTogether) {
    const failing = await failuresUnder(suite, [fault.name], ranked.slice(at, at + triedTogether));
    const failingAnyway = new Set(await failuresUnder(suite, [], failing));
    const found = failing.filter((id) => !failingAnyway.has(id));
    if (found.length > 0) return `caught by ${found.slice(0, 8).join(', ')}`;
  }
  return 'no case catches it';
}

/**
 * Runs cases on a server with some faults; gives the ids of those that did not pass, whichever of their rows it was.
 * @param {Suite} suite
 * @param {readonly string[]} faults
 * @param {readonly string[]} ids
 */
async function failuresUnder(suite, faults, ids) {
  if (ids.length === 0) return [];
  const server = await startServer({ users, faults });
  try {
    const { cases } = await runCases(suite, ids, server, { timeout: 10 });
    const failing = cases.filter(({ verdict }) => verdict !== 'pass' && verdict !== 'skipped');
    return ids.filter((id) => failing.some((one) => isOf(one.id, id)));
  } finally {
    await server.close();
  }
}
