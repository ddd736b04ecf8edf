import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** @typedef {Pick<import('../../dist/server/index.js').Fault, 'name' | 'foundBy'>} NamedFault */
/** @typedef {{ readonly workload: string, readonly checker: string | null }} ConsistencyProof */
/** @typedef {{ readonly caughtBy: Readonly<Record<string, string>>, readonly foundBy: Readonly<Record<string, ConsistencyProof>> }} FaultProofs */

/**
 * What shows each fault of the embedded server: the id of a case of the suite, or the workload and the checker of
 * `s3tester consistency`.
 * @returns {Promise<FaultProofs>}
 */
export async function readFaultProofs() {
  return { caughtBy: await readTable('caught-by.yaml'), foundBy: await readTable('found-by.yaml') };
}

/**
 * What is wrong with the proofs, by the name of the fault: one that is for consistency needs a workload and a checker, every
 * other one a case, none has both, and nothing is named that is no fault. What only whoever calls an operation notices needs
 * none.
 * @param {readonly NamedFault[]} faults
 * @param {FaultProofs} proofs
 * @returns {{ readonly name: string, readonly text: string }[]}
 */
export function wrongProofs(faults, { caughtBy, foundBy }) {
  const wanted = new Map(faults.map(({ name, foundBy: by }) => [name, by === 'consistency']));
  const unknown = [...new Set([...Object.keys(caughtBy), ...Object.keys(foundBy)])]
    .filter((name) => !wanted.has(name))
    .map((name) => ({ name, text: 'the embedded server has no such fault' }));
  const provable = new Set(faults.filter(isProvable).map(({ name }) => name));
  const misplaced = [...wanted].flatMap(([name, isForConsistency]) => {
    if (!provable.has(name)) {
      return name in caughtBy || name in foundBy
        ? [{ name, text: 'is for whoever calls the operation' }]
        : [];
    }
    if (isForConsistency) {
      return [
        ...(name in caughtBy ? [{ name, text: 'is for consistency, and not for a case of the suite' }] : []),
        ...(isProof(foundBy[name]) ? [] : [{ name, text: 'no workload and checker are named' }]),
      ];
    }
    return name in foundBy ? [{ name, text: 'is for a case of the suite, and not for consistency' }] : [];
  });
  return [...unknown, ...misplaced];
}

/**
 * Whether a case, or the history of many clients, is to show a fault.
 * @param {NamedFault} fault
 */
export function isProvable({ foundBy }) {
  return foundBy !== 'caller';
}

/** @param {unknown} proof */
function isProof(proof) {
  if (typeof proof !== 'object' || proof === null || !('workload' in proof && 'checker' in proof)) {
    return false;
  }
  const { workload, checker } = proof;
  return typeof workload === 'string' && (typeof checker === 'string' || checker === null);
}

/** @param {string} name */
async function readTable(name) {
  return parse(await readFile(new URL(`../../tests/mutants/${name}`, import.meta.url), 'utf8')) ?? {};
}
