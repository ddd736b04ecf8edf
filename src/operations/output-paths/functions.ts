import { getRegisteredFunctions } from '@jmespath-community/jmespath';
import { defined } from '../../lib/defined.js';
import { nearestName } from '../../lib/nearest-name.js';
import type { Problem } from '../problems.js';
import { anything, listOf, type OutputType, scalar } from './output-type.js';

/** What is wrong with the name of a function, if anything. */
export function problemOfFunction(
  name: string,
): Pick<Problem, 'code' | 'message' | 'suggestion'> | undefined {
  if (getRegisteredFunctions().includes(name)) {
    return undefined;
  }
  const suggestion = nearestName(name, getRegisteredFunctions());
  return {
    code: 'invalid-expression',
    message: `JMESPath has no function "${name}"`,
    ...defined({ suggestion }),
  };
}

/** Whether a function evaluates an expression (`&Key`) on each item of its list. */
export function takesExpression(name: string): boolean {
  return name === 'map' || name === 'group_by' || name.endsWith('_by');
}

/** The type of a function's result, from its first argument and what its expression gives. */
export function resultOf(name: string, first: OutputType, result: OutputType): OutputType {
  switch (name) {
    case 'sort':
    case 'sort_by':
    case 'reverse':
      return first;
    case 'max':
    case 'min':
    case 'max_by':
    case 'min_by':
      return first.kind === 'list' ? first.item : anything;
    case 'map':
      return listOf(result);
    case 'group_by':
      return { kind: 'map', item: first };
    case 'keys':
      return listOf(scalar);
    case 'length':
    case 'contains':
    case 'starts_with':
    case 'ends_with':
    case 'to_number':
    case 'to_string':
    case 'type':
    case 'join':
    case 'sum':
    case 'avg':
      return scalar;
    default:
      return anything;
  }
}
