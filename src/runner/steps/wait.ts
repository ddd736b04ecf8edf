import { pause } from '../../config/language/pause.js';
import type { WaitStep } from '../../config/language/step.js';
import { readPlain } from '../../config/language/typed-value.js';
import type { StepContext } from '../context.js';
import { passed, type StepOutcome } from '../outcome.js';

/** Waits; an interruption ends the wait. */
export async function runWait(step: WaitStep, { scope, run }: StepContext): Promise<StepOutcome> {
  await run.clock.sleep(readPlain('wait', step.wait, pause, scope, {}), run.abort);
  return passed;
}
