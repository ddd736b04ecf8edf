import type { WaitStep } from '../../config/grammar/step.js';
import { parseDuration } from '../../config/values/duration.js';
import { evaluate, ValueError } from '../../config/values/evaluate.js';
import type { StepContext } from '../context.js';
import { passed, type StepOutcome } from '../outcome.js';

/** Waits; an interruption ends the wait. */
export async function runWait(step: WaitStep, { scope, run }: StepContext): Promise<StepOutcome> {
  const value = evaluate(step.wait, { scope });
  const ms = typeof value === 'string' || typeof value === 'number' ? parseDuration(value) : undefined;
  if (ms === undefined || ms < 0) {
    throw new ValueError('wait needs a duration such as 500ms or 2s', step.wait.at);
  }
  await run.clock.sleep(ms, run.abort);
  return passed;
}
