/**
 * @import { RegisterOperation } from '../../../src/consistency/checkers/register/register.js'
 */

/**
 * What a simulated history is made of. `reads`, `deletes`, `conditions` and `unknown` are shares of operations, from 0 to 1.
 * The others are faults: how often a read finds an older value, a condition is taken for true, and a write that was
 * acknowledged did not happen. Without faults the history is linearizable.
 * @typedef {{
 *   operations: number, clients: number, reads?: number, deletes?: number, conditions?: number, unknown?: number,
 *   stale?: number, blind?: number, lost?: number,
 * }} Simulation
 */

const absent = 0;

/**
 * Operations of clients on one register, each of which acts at one moment between its call and its return.
 * @param {Simulation} simulation
 * @param {() => number} random fractions from 0 to below 1
 * @returns {readonly RegisterOperation[]}
 */
export function simulateRegister(simulation, random) {
  const past = [absent];
  let value = absent;
  let last = 0;
  /** @param {number} [share] */
  const chance = (share = 0) => random() < share;
  const some = () => past[Math.max(0, past.length - 1 - Math.floor(random() * 3))] ?? absent;
  return planTurns(simulation, random).map(({ call, return: returned }) => {
    if (chance(simulation.reads)) {
      const found = chance(simulation.stale) ? some() : value;
      return { call, return: returned, asks: 'equal', value: found, sets: null, optional: false };
    }
    const sets = chance(simulation.deletes) ? absent : ++last;
    const isConditional = chance(simulation.conditions);
    const expected = sets !== absent && chance(0.5) ? absent : some();
    const isTrue = !isConditional || expected === value || chance(simulation.blind);
    const isLost = chance(simulation.lost);
    const asks = isConditional ? 'equal' : 'anything';
    const asked = isConditional ? expected : absent;
    const isUnknown = chance(simulation.unknown);
    if (isTrue && !(isUnknown ? chance(0.5) : isLost)) {
      value = sets;
      past.push(sets);
    }
    if (isUnknown) {
      return { call, return: Number.POSITIVE_INFINITY, asks, value: asked, sets, optional: true };
    }
    return isTrue
      ? { call, return: returned, asks, value: asked, sets, optional: false }
      : { call, return: returned, asks: 'different', value: expected, sets: null, optional: false };
  });
}

/**
 * Calls and returns of all operations, in the order of the moments at which they act.
 * @param {Simulation} simulation
 * @param {() => number} random
 */
function planTurns({ operations, clients }, random) {
  const free = Array.from({ length: clients }, () => random() * 10);
  const turns = [];
  for (let count = 0; count < operations; count++) {
    const client = free.indexOf(Math.min(...free));
    const call = Math.floor((free[client] ?? 0) + random() * 4);
    const length = 1 + Math.floor(random() * 10);
    turns.push({ call, at: call + random() * length, return: call + length });
    free[client] = call + length + 1;
  }
  return turns.sort((one, other) => one.at - other.at);
}
