import { unknownValue } from '../../lib/unknown-value.js';
import { effort } from '../language/effort.js';
import { turnNames } from '../language/load.js';
import { items, loops, repetitions } from '../language/modifiers.js';
import type { Step } from '../language/step.js';
import type { Checker } from './checker.js';
import type { StaticScope } from './static-scope.js';

/** Checks the loop of a step; gives the scope inside its iterations. */
export function loopScope(step: Step, outer: StaticScope, checker: Checker): StaticScope {
  const names: string[] = [];
  if (isLoop(step)) {
    names.push('index', 'item');
  }
  if (step.repeat) {
    checker.checkValue('repeat', step.repeat, repetitions, outer);
  }
  if (step.writers) {
    checker.checkValue('writers', step.writers, effort, outer);
  }
  if (step.rounds) {
    checker.checkValue('rounds', step.rounds, effort, outer);
    names.push('round');
  }
  if (step.for_each) {
    checker.checkValue('for_each', step.for_each, items, outer);
  }
  for (const [name, value] of step.matrix ?? []) {
    checker.checkValue(name, value, items, outer);
    names.push(name);
  }
  // The variables and fixtures of a case are made once, outside of its turns.
  if (step.load && step.kind !== 'case') {
    names.push(...turnNames(step.load));
  }
  return names.length === 0 ? outer : outer.with(names.map((name) => [name, unknownValue]));
}

/** Whether a step has iterations. */
export function isLoop(step: Step): boolean {
  return loops.some((key) => step[key] !== undefined);
}
