import { findOperation, operationNames, paginationOf } from '../../operations/index.js';
import type { JsonSchema } from '../shape/shape.js';
import { alternatives, loops } from './modifiers.js';
import { has } from './step-schema.js';

/** What `checkModifiers` holds against more than the kind of a step, as JSON Schema. */
export function modifierRules(): readonly JsonSchema[] {
  const pages = operationNames().filter((name) => {
    const operation = findOperation(name);
    return operation !== undefined && paginationOf(operation) !== null;
  });
  return [
    ...alternatives.flatMap((keys) => pairsOf(keys).map((pair) => ({ not: { required: pair } }))),
    { dependencies: { parallel: { anyOf: [...loops.map(has), { ...has('steps'), not: has('case') }] } } },
    { dependencies: { thresholds: ['load'] } },
    { dependencies: { paginate: { properties: { operation: { enum: pages } } } } },
  ];
}

function pairsOf(keys: readonly string[]): readonly (readonly string[])[] {
  return keys.flatMap((first, index) => keys.slice(index + 1).map((second) => [first, second]));
}
