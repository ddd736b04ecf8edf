import { prepare, reasonsOf } from './prepare.js';
import type { RegisterOperation, RegisterVerdict } from './register.js';
import { search } from './search.js';

/**
 * Whether operations on one register can have happened one after another, each between its call and its return. It gives
 * up after `budget` steps of the search. The operations of a violation are those that contradict each other, or only the
 * last ones, which found no place among those before them.
 */
export function checkRegister(operations: readonly RegisterOperation[], budget: number): RegisterVerdict {
  const prepared = prepare(operations);
  if ('contradiction' in prepared) {
    return { verdict: 'violated', operations: prepared.contradiction };
  }
  const outcome = search(prepared, budget);
  return outcome.verdict === 'violated'
    ? { verdict: 'violated', operations: reasonsOf(outcome.failed) }
    : outcome;
}
