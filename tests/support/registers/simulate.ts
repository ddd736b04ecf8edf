import { absent, type RegisterOperation } from '../../../src/consistency/checkers/register/register.js';
import { makeFractions } from '../../../src/consistency/random.js';

/** What a simulated history is made of. */
export interface Simulation {
  readonly seed: number;
  readonly operations: number;
  readonly clients: number;
  /** Shares of operations, from 0 to 1. */
  readonly deletes?: number;
  readonly conditions?: number;
  readonly reads?: number;
  readonly unknown?: number;
  /** How often a read finds an older value. */
  readonly stale?: number;
  /** How often a condition is taken for true. */
  readonly blind?: number;
  /** How often a write that was acknowledged did not happen. */
  readonly lost?: number;
}

interface Planned {
  readonly call: number;
  readonly at: number;
  readonly return: number;
}

/**
 * Operations of clients on one register that acts at one moment between call and return of each, but for the faults that
 * are asked for: without them the history is linearizable.
 */
export function simulate(simulation: Simulation): readonly RegisterOperation[] {
  const random = makeFractions(simulation.seed);
  const plan = planTimes(simulation, random);
  const past: number[] = [absent];
  let value = absent;
  let last = 0;
  const chance = (share: number | undefined) => random() < (share ?? 0);
  const some = () => past[Math.max(0, past.length - 1 - Math.floor(random() * 3))] ?? absent;
  return plan.map(({ call, return: returned }): RegisterOperation => {
    const times = { call, return: returned };
    if (chance(simulation.reads)) {
      const found = chance(simulation.stale) ? some() : value;
      return { ...times, asks: 'equal', value: found, sets: null, optional: false };
    }
    const sets = chance(simulation.deletes) ? absent : ++last;
    const isConditional = chance(simulation.conditions);
    const expected = sets !== absent && chance(0.5) ? absent : some();
    const isTrue = !isConditional || expected === value || chance(simulation.blind);
    const isLost = chance(simulation.lost);
    const condition = isConditional ? ({ asks: 'equal', value: expected } as const) : null;
    const asked = condition ?? ({ asks: 'anything', value: absent } as const);
    if (chance(simulation.unknown)) {
      if (isTrue && chance(0.5)) {
        value = sets;
        past.push(sets);
      }
      return { call, return: Number.POSITIVE_INFINITY, ...asked, sets, optional: true };
    }
    if (!isTrue) {
      return { ...times, asks: 'different', value: expected, sets: null, optional: false };
    }
    if (!isLost) {
      value = sets;
      past.push(sets);
    }
    return { ...times, ...asked, sets, optional: false };
  });
}

/** Times of all operations, in the order of the moments at which they act. */
function planTimes(simulation: Simulation, random: () => number): readonly Planned[] {
  const free = Array.from({ length: simulation.clients }, () => random() * 10);
  const planned: Planned[] = [];
  for (let count = 0; count < simulation.operations; count++) {
    const client = free.indexOf(Math.min(...free));
    const call = Math.floor((free[client] ?? 0) + random() * 4);
    const length = 1 + Math.floor(random() * 10);
    planned.push({ call, at: call + random() * length, return: call + length });
    free[client] = call + length + 1;
  }
  return planned.sort((one, other) => one.at - other.at);
}
