import type { SetStep, WaitStep } from '../../config/grammar/step.js';
import { evaluate, ValueError } from '../../config/values/evaluate.js';
import { parseMilliseconds } from '../../lib/units.js';
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
  const value = evaluate(step.wait, { scope });
  const ms = parseMilliseconds(value);
  if (ms === undefined || ms < 0) {
    throw new ValueError('wait needs a duration such as 500ms or 2s', step.wait.at);
  }
  await run.clock.sleep(ms, run.abort);
  return passed;
}
