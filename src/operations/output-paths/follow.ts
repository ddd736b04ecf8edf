import type { compile } from '@jmespath-community/jmespath';
import { defined } from '../../lib/defined.js';
import { nearestName } from '../../lib/nearest-name.js';
import type { Problem } from '../problems.js';
import { problemOfFunction, resultOf, takesExpression } from './functions.js';
import { anything, listOf, type OutputType, recordOf, scalar } from './output-type.js';

/** A node of a compiled JMESPath expression. */
export type Expression = ReturnType<typeof compile>;

/** What an expression is followed against; variables are those of `let`. */
export interface ExpressionScope {
  readonly root: OutputType;
  readonly variables: ReadonlyMap<string, OutputType>;
  report(problem: Omit<Problem, 'severity' | 'path'>): void;
}

/** Follows an expression through a type: reports names that can only be null, and gives the type of the result. */
export function follow(node: Expression, current: OutputType, scope: ExpressionScope): OutputType {
  switch (node.type) {
    case 'Field':
      return fieldOf(node.name, current, scope);
    case 'Identity':
    case 'Current':
      return current;
    case 'Root':
      return scope.root;
    case 'Literal':
      return anything;
    case 'Subexpression':
    case 'Pipe':
    case 'IndexExpression':
      return follow(node.right, follow(node.left, current, scope), scope);
    case 'Index':
      return itemOf(current, scope);
    case 'Slice':
      return current.kind === 'scalar' ? scalar : listOf(itemOf(current, scope));
    case 'Projection':
      return listOf(follow(node.right, itemOf(follow(node.left, current, scope), scope), scope));
    case 'Flatten':
      return flattened(follow(node.child, current, scope), scope);
    case 'FilterProjection': {
      const item = itemOf(follow(node.left, current, scope), scope);
      follow(node.condition, item, scope);
      return listOf(follow(node.right, item, scope));
    }
    case 'ValueProjection': {
      const left = follow(node.left, current, scope);
      return listOf(follow(node.right, left.kind === 'map' ? left.item : anything, scope));
    }
    case 'MultiSelectHash':
      return recordOf(
        'the map',
        new Map(node.children.map(({ name, value }) => [name, follow(value, current, scope)])),
      );
    case 'MultiSelectList':
      return listOf(alternatives(node.children.map((child) => follow(child, current, scope))));
    case 'Comparator':
      follow(node.left, current, scope);
      follow(node.right, current, scope);
      return scalar;
    case 'Arithmetic':
      follow(node.left, current, scope);
      follow(node.right, current, scope);
      return scalar;
    case 'Unary':
      follow(node.operand, current, scope);
      return scalar;
    case 'NotExpression':
      follow(node.child, current, scope);
      return scalar;
    case 'AndExpression':
    case 'OrExpression':
      return alternatives([follow(node.left, current, scope), follow(node.right, current, scope)]);
    case 'Ternary':
      follow(node.condition, current, scope);
      return alternatives([follow(node.trueExpr, current, scope), follow(node.falseExpr, current, scope)]);
    case 'LetExpression': {
      const bound = node.bindings.map(
        ({ variable, reference }) => [variable, follow(reference, current, scope)] as const,
      );
      return follow(node.expression, current, {
        ...scope,
        variables: new Map([...scope.variables, ...bound]),
      });
    }
    case 'Variable':
      return scope.variables.get(node.name) ?? anything;
    case 'Function':
      return callFunction(node.name, node.children, current, scope);
    default:
      return anything;
  }
}

function fieldOf(name: string, current: OutputType, scope: ExpressionScope): OutputType {
  switch (current.kind) {
    case 'any':
      return anything;
    case 'map':
      return current.item;
    case 'list':
      scope.report({
        code: 'unknown-output',
        message: `"${name}" is a field of the items, not of the list: use [].${name}`,
      });
      return anything;
    case 'scalar':
      scope.report({ code: 'unknown-output', message: `"${name}" is a field of a value that has no fields` });
      return anything;
    case 'record': {
      const field = current.field(name);
      if (field) {
        return field;
      }
      const suggestion = nearestName(name, current.names());
      scope.report({
        code: 'unknown-output',
        message: `${current.name} has no field "${name}"`,
        ...defined({ suggestion }),
      });
      return anything;
    }
  }
}

function callFunction(
  name: string,
  parameters: readonly Expression[],
  current: OutputType,
  scope: ExpressionScope,
): OutputType {
  const problem = problemOfFunction(name);
  if (problem) {
    scope.report(problem);
  }
  const types = parameters
    .filter(({ type }) => type !== 'ExpressionReference')
    .map((parameter) => follow(parameter, current, scope));
  const item = takesExpression(name) && types[0] ? itemOf(types[0], scope) : anything;
  const results = parameters.flatMap((parameter) =>
    parameter.type === 'ExpressionReference' ? [follow(parameter.child, item, scope)] : [],
  );
  return resultOf(name, types[0] ?? anything, results[0] ?? anything);
}

function itemOf(list: OutputType, scope: ExpressionScope): OutputType {
  if (list.kind === 'list') {
    return list.item;
  }
  if (list.kind !== 'any') {
    const what = list.kind === 'record' ? list.name : list.kind === 'map' ? 'a map' : 'a value';
    scope.report({ code: 'unknown-output', message: `${what} is not a list and has no items` });
  }
  return anything;
}

function flattened(list: OutputType, scope: ExpressionScope): OutputType {
  const item = itemOf(list, scope);
  return item.kind === 'list' ? item : listOf(item);
}

/** The type that all have, else anything. */
function alternatives(types: readonly OutputType[]): OutputType {
  const [first, ...others] = types;
  return first && others.every((type) => type === first) ? first : anything;
}
