import { judge } from './judge.js';
import { askedFor, isOperation } from './requirements.js';
import { runJob } from './run-job.js';

/**
 * Does the job of an application on a server without a fault; throws where it does not succeed.
 * @param {import('./types.js').Application} application
 * @param {string} installed
 */
export async function runClean(application, installed) {
  const clean = await runJob(application, installed, []);
  for (const { name, ended, why } of clean.steps) {
    if (ended !== 'ok') {
      throw new Error(`${name}: ${ended}: ${why}`);
    }
  }
  return clean;
}

/**
 * Does the job of an application once for each thing that it asked for, with that missing.
 * @param {import('./types.js').Application} application
 * @param {string} installed
 * @param {import('./judge.js').JobRun} clean the job without a fault
 * @param {(id: string) => boolean} isChosen
 * @returns {AsyncGenerator<{ id: string, outcome: import('./types.js').Outcome }>}
 */
export async function* tryFaults(application, installed, clean, isChosen) {
  for (const requirement of askedFor(clean.exchanges)) {
    const { id } = requirement;
    if (isChosen(id) && isTried(application, requirement)) {
      const run = await runJob(application, installed, [id]);
      yield { id, outcome: judge(requirement, run, clean.exchanges) };
    }
  }
}

/**
 * @param {import('./types.js').Application} application
 * @param {import('./types.js').Requirement} requirement
 */
function isTried({ semantics, also = [] }, { id, isByName = false }) {
  if (isOperation(id)) {
    return true;
  }
  return isByName ? also.includes(id) : (semantics?.includes(id) ?? true);
}
