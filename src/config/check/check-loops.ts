import { unknownValue } from '../../operations/index.js';
import type { Step } from '../grammar/step.js';
import { must } from './check-values.js';
import type { Checker } from './checker.js';
import type { StaticScope } from './static-scope.js';

const isCount = must(
  (value) => Number.isInteger(Number(value)) && Number(value) >= 0 && value !== '',
  'needs a whole number from 0 on',
);

/** Checks the loop of a step; gives the scope inside its turns. */
export function loopScope(step: Step, outer: StaticScope, checker: Checker): StaticScope {
  const names: string[] = [];
  if (isLoop(step)) {
    names.push('index', 'item');
  }
  if (step.repeat) {
    checker.checkValue('repeat', step.repeat, outer, isCount);
  }
  if (step.for_each) {
    checker.checkValue('for_each', step.for_each, outer, must(Array.isArray, needsList));
  }
  for (const [name, value] of step.matrix ?? []) {
    checker.checkValue(name, value, outer, must(Array.isArray, needsList));
    names.push(name);
  }
  return names.length === 0 ? outer : outer.with(names.map((name) => [name, unknownValue]));
}

const needsList = 'needs a list, or a range such as "${1..10}"';

/** Whether a step has turns. */
export function isLoop(step: Step): boolean {
  return (step.repeat ?? step.for_each ?? step.matrix) !== undefined;
}
