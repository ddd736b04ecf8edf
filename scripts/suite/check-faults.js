import pLimit from 'p-limit';
import { startServer } from '../../dist/server/index.js';
import { rankCases } from './rank-cases.js';
import { isOf, runCases, serverOptions } from './suite-runner.js';

/** @typedef {import('./suite-runner.js').Suite} Suite */
/** @typedef {Pick<import('../../dist/server/index.js').Fault, 'name' | 'description'>} Fault */
/** @typedef {{ readonly name: string, readonly isCaught: boolean, readonly text: string }} FaultVerdict */

/** How many servers run at once, and how many cases are tried together where one is looked for. */
const serversAtOnce = 4;
const triedTogether = 60;

/**
 * Holds faults of the embedded server against the cases that are said to catch them, each on a server with that fault
 * alone; and cases against a server without any, since one that fails there, too, proves nothing.
 * @param {Suite} suite
 * @param {readonly Fault[]} faults
 * @param {Readonly<Record<string, string>>} caughtBy the id of a case by the name of a fault
 * @param {{ readonly isFinding?: boolean, readonly isWhole?: boolean, readonly tell?: (verdict: FaultVerdict) => void }} [options] `isFinding`: names cases that catch a fault where none is named, or where it misses; `isWhole`: without a fault every case must pass, and not only those that are named
 * @returns {Promise<FaultVerdict[]>}
 */
export async function checkFaults(suite, faults, caughtBy, options = {}) {
  const { isFinding = false, isWhole = false, tell = () => {} } = options;
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
  const { failing, unjudged } = await runUnder(suite, [], isWhole ? [...known] : [...named], named);
  const unsound = [...failing, ...unjudged].map((id) => ({
    name: '(no fault)',
    isCaught: false,
    text: `${id} fails, or is not exact, without any fault`,
  }));
  for (const verdict of unsound) {
    tell(verdict);
  }
  return [...judged, ...unsound];
}

/**
 * @param {Suite} suite
 * @param {Fault} fault
 * @param {string | undefined} caseId
 * @param {ReadonlySet<string>} known
 */
async function judgeFault(suite, fault, caseId, known) {
  if (caseId === undefined) {
    return { isCaught: false, text: 'no case is named' };
  }
  if (!known.has(caseId)) {
    return { isCaught: false, text: `there is no case ${caseId}` };
  }
  const { failing, unjudged } = await runUnder(suite, [fault.name], [caseId]);
  if (failing.length > 0) {
    return { isCaught: true, text: caseId };
  }
  return { isCaught: false, text: `${caseId} ${unjudged.length > 0 ? 'is not judged' : 'passes'} with it` };
}

/**
 * Says which cases catch a fault; those that speak of what it is about are tried first, and the others where none of them does.
 * @param {Suite} suite
 * @param {Fault} fault
 */
async function findCases(suite, fault) {
  const ranked = rankCases(suite.cases, fault);
  for (let at = 0; at < ranked.length; at += triedTogether) {
    const { failing } = await runUnder(suite, [fault.name], ranked.slice(at, at + triedTogether));
    const anyway = await runUnder(suite, [], failing);
    const unsound = new Set([...anyway.failing, ...anyway.unjudged]);
    const found = failing.filter((id) => !unsound.has(id));
    if (found.length > 0) {
      return `caught by ${found.slice(0, 8).join(', ')}`;
    }
  }
  return 'no case catches it';
}

/**
 * Runs cases on a server with some faults; gives the ids of those that fail by what they judge, whichever of their rows it
 * is, and of those that come to no judgement: an error is none, and neither is
 * a set-up that failed.
 * @param {Suite} suite
 * @param {readonly string[]} faults
 * @param {readonly string[]} ids
 * @param {ReadonlySet<string>} [exactly] those that fail where they are only tolerated; all of them if left out
 * @returns {Promise<{ failing: string[], unjudged: string[] }>}
 */
async function runUnder(suite, faults, ids, exactly = new Set(ids)) {
  if (ids.length === 0) {
    return { failing: [], unjudged: [] };
  }
  const server = await startServer({ ...serverOptions, faults });
  try {
    // A fault may show in what clients tolerate alone.
    const { cases, endpoint_lost } = await runCases(suite, ids, server, { exact: true });
    if (endpoint_lost !== null) {
      return { failing: [], unjudged: [...ids] };
    }
    /** @param {string} id */
    const rowsOf = (id) => cases.filter((one) => isOf(one.id, id));
    return {
      failing: ids.filter((id) =>
        rowsOf(id).some((one) => hasFailed(one) && (one.kind !== 'tolerated' || exactly.has(id))),
      ),
      unjudged: ids.filter((id) => rowsOf(id).length === 0 || rowsOf(id).some(isUnjudged)),
    };
  } finally {
    await server.close();
  }
}

/** @param {import('../../dist/results/types.js').CaseResult} one */
function hasFailed({ verdict, set_up }) {
  return (verdict === 'fail' || verdict === 'unsupported') && set_up === undefined;
}

/** @param {import('../../dist/results/types.js').CaseResult} one */
function isUnjudged({ verdict, set_up }) {
  return verdict === 'error' || verdict === 'blocked' || set_up !== undefined;
}
