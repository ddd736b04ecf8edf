import { pause } from '../../config/language/pause.js';
import { readPlain } from '../../config/language/typed-value.js';
import type { StepContext } from '../context.js';
import { RunStopped } from '../control/stopped.js';
import { passed, type StepOutcome } from '../outcome.js';
import type { PlannedWait } from '../plan/planned-step.js';

/** Waits; an interruption ends the wait with a {@link RunStopped}, but for the clean-up, which may need it whole. */
export async function runWait({ id, step }: PlannedWait, context: StepContext): Promise<StepOutcome> {
  const { scope, run, phase, group } = context;
  const ms = readPlain('wait', step.wait, pause, scope, {});
  if (phase === 'after_test') {
    await run.ending.waitFor(`the wait ${id} of "${group.name}"`, ms);
    return passed;
  }
  await run.clock.sleep(ms, run.ending.interrupted);
  if (run.ending.interrupted.aborted) {
    throw new RunStopped('interrupted');
  }
  return passed;
}
