import { judge } from './judge.js';
import { askedFor } from './requirements.js';
import { runJob } from './run-job.js';

/**
 * Does the job of an application without a fault, then once for each thing that it asked for, with that missing. Throws
 * where the job does not succeed without a fault.
 * @param {import('./types.js').Application} application
 * @param {string} installed
 * @param {(id: string) => boolean} isChosen
 * @returns {AsyncGenerator<{ id: string, outcome: import('./types.js').Outcome }>}
 */
export async function* tryApplication(application, installed, isChosen) {
  const clean = await runJob(application, installed, []);
  const broken = clean.steps.find(({ ended }) => ended !== 'ok');
  if (broken !== undefined) {
    throw new Error(`${broken.name}: ${broken.ended}: ${broken.why}`);
  }
  for (const requirement of askedFor(clean.exchanges)) {
    const { id } = requirement;
    if (isChosen(id) && !application.leftOut?.includes(id)) {
      const run = await runJob(application, installed, [id]);
      yield { id, outcome: judge(requirement, run, clean.exchanges) };
    }
  }
}
