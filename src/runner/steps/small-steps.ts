import { pause } from '../../config/language/pause.js';
import type { SetStep, WaitStep } from '../../config/language/step.js';
import { readPlain } from '../../config/language/typed-value.js';
import type { StepContext } from '../context.js';
import { query } from '../values/jmespath.js';
import type { StepOutcome } from './outcome.js';

const passed: StepOutcome = { status: 'pass', iterations: [] };

/** Makes new values of saved ones. */
export function runSet(step: SetStep, { scope }: StepContext): StepOutcome {
  for (const [name, expression] of step.set) {
    scope.saved.set(name, query(expression, scope.data()));
  }
  return passed;
}

/** Waits; an interruption ends the wait. */
export async function runWait(step: WaitStep, { scope, run }: StepContext): Promise<StepOutcome> {
  await run.clock.sleep(readPlain('wait', step.wait, pause, scope, {}), run.abort);
  return passed;
}
