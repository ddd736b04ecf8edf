import { isOperation } from './requirements.js';

/**
 * A job that was done: its steps, the last of which is the first that did not succeed, and what it asked the server.
 * @typedef {object} JobRun
 * @property {readonly import('./types.js').Step[]} steps
 * @property {readonly import('./types.js').Exchange[]} exchanges
 */

/** @type {Record<'error' | 'wrong' | 'late', import('./types.js').Happened>} */
const meanings = { error: 'fails loudly', wrong: 'loses data silently', late: 'keeps trying' };

/**
 * What happened to a job while something that it needs was missing. It `works round it` where it comes to the right end
 * with other operations than without the fault, or although one was refused.
 * @param {import('./types.js').Requirement} requirement
 * @param {JobRun} run with the fault
 * @param {readonly import('./types.js').Exchange[]} clean what the job asked without it
 * @returns {import('./types.js').Outcome}
 */
export function judge(requirement, run, clean) {
  for (const { name, ended, why } of run.steps) {
    if (ended !== 'ok') {
      return { happened: meanings[ended], step: name, ...(why === '' ? {} : { why }) };
    }
  }
  if (!run.exchanges.some(requirement.asks)) {
    return { happened: 'not asked for' };
  }
  const isOther = isOperation(requirement.id) || operationsOf(run.exchanges) !== operationsOf(clean);
  return { happened: isOther ? 'works round it' : 'passes' };
}

/** @param {readonly import('./types.js').Exchange[]} exchanges */
function operationsOf(exchanges) {
  return [...new Set(exchanges.map(({ operation }) => operation))].sort().join();
}
