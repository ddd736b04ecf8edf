import { evaluate, type Scope } from '../../config/values/evaluate.js';
import type { Value } from '../../config/values/value.js';
import type { PlannedStep } from './planned-step.js';

/** How often a step runs: its turns, or its rows. */
export function turnsOf({ step }: PlannedStep): number {
  if (step.repeat ?? step.writers) {
    return numberOf(step.repeat ?? step.writers);
  }
  if (step.for_each) {
    return lengthOf(step.for_each);
  }
  if (step.matrix) {
    return [...step.matrix.values()].map(lengthOf).reduce((product, length) => product * length, 1);
  }
  return 1;
}

/** The number that a key gives; one where it is not there, or only the run knows it. */
export function numberOf(value: Value | undefined): number {
  return value === undefined ? 1 : Number(staticValue(value)) || 1;
}

/** How many items a list has; one where only the run knows it. */
export function lengthOf(value: Value): number {
  const items = staticValue(value);
  return Array.isArray(items) ? items.length : 1;
}

const unknown = Symbol('known only at run time');
const emptyScope: Scope = { lookup: () => unknown, now: () => new Date(0), random: () => '' };

/** What a value is without a run; undefined where only that knows it. */
export function staticValue(value: Value): unknown {
  const evaluated = evaluate(value, { scope: emptyScope, unknown });
  return evaluated === unknown ? undefined : evaluated;
}
