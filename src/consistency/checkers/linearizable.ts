import type { KeyHistory } from './key-history.js';
import { checkRegister } from './register/check-register.js';
import { shrink } from './register/shrink.js';
import { type KeyRegister, toRegister } from './to-register.js';
import { findingOf, type Judgement } from './verdicts.js';

/** Rows that a search may make for one key: some seconds. */
const searchBudget = 2_000_000;
/** Each try of making a violation smaller may take less than the search that found it. */
const shrinkBudget = 20_000;

/** Whether all operations on a key can have happened one after another, each between its call and its return. */
export function checkLinearizable(history: KeyHistory, budget: number = searchBudget): Judgement {
  return judge(history, toRegister(history), budget, 'no order of these operations explains what they saw');
}

/**
 * Whether all writes and deletes can have happened one after another with every condition true at its moment; readings and
 * refusals, which may be late where a store is eventual, are left out.
 */
export function checkOneWinner(history: KeyHistory, budget: number = searchBudget): Judgement {
  const { operations, sources } = toRegister(history);
  const indices = [...operations.keys()].filter((index) => operations[index]?.sets !== null);
  if (!indices.some((index) => operations[index]?.asks !== 'anything')) {
    return { operations: 0, findings: [] };
  }
  const register = {
    operations: indices.flatMap((index) => operations[index] ?? []),
    sources: indices.flatMap((index) => sources[index] ?? []),
  };
  const message = 'the conditions of these writes cannot all have been true: more than one of them won';
  return judge(history, register, budget, message);
}

function judge(
  history: KeyHistory,
  { operations, sources }: KeyRegister,
  budget: number,
  message: string,
): Judgement {
  if (history.hasVersionDeletes) {
    return { operations: 0, findings: [] };
  }
  const outcome = checkRegister(operations, budget);
  if (outcome.verdict === 'not decided') {
    const undecided = `the search for an order of the operations on ${history.key} took more than ${budget} steps`;
    return { operations: operations.length, findings: [], undecided };
  }
  if (outcome.verdict === 'ok') {
    return { operations: operations.length, findings: [] };
  }
  const shown = shrink(operations, outcome.operations, shrinkBudget).map((index) => sources[index]);
  return { operations: operations.length, findings: [findingOf(history, message, shown)] };
}
