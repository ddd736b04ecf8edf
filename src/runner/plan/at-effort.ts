import type { effortNames } from '../../config/language/effort.js';
import type { Step } from '../../config/language/step.js';
import { locateValue } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';

/** How hard a run tries to find what happens seldom. */
export type Effort = (typeof effortNames)[number];

/** A step with the numbers of rounds and writers that belong to an effort. */
export function atEffort<S extends Step>(step: S, effort: Effort): S {
  const { rounds, writers } = step;
  return {
    ...step,
    ...(rounds === undefined ? {} : { rounds: ofEffort(rounds, effort) }),
    ...(writers === undefined ? {} : { writers: ofEffort(writers, effort) }),
  };
}

function ofEffort(value: Value, effort: Effort): Value {
  return locateValue(value, [effort]) ?? value;
}
