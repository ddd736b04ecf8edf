import type { SetStep } from '../../config/language/step.js';
import type { StepContext } from '../context.js';
import { passed, type StepOutcome } from '../outcome.js';
import { query } from '../values/jmespath.js';

/** Makes new values of saved ones. */
export function runSet(step: SetStep, { scope }: StepContext): StepOutcome {
  for (const [name, expression] of step.set) {
    scope.saved.set(name, query(expression, scope.data()));
  }
  return passed;
}
