import { compile } from '@jmespath-community/jmespath';
import { canonicalName } from '../../lib/nearest-name.js';
import type { Operation } from '../catalogue.js';
import type { Problem } from '../problems.js';
import { parameterNames } from '../sort-parameters.js';
import { type Expression, follow } from './follow.js';
import { anything, type OutputType, recordOf, recordOfMembers, scalar } from './output-type.js';
import { quoteHeaderNames } from './quote-header-names.js';

/** What a step can save of its response besides the fields of the output. */
export type OutputRoot = 'headers' | 'status' | 'error' | 'body' | 'parameters';

/** Everything that a step can save of its response besides the fields of the output. */
export const savedRoots: readonly OutputRoot[] = ['headers', 'status', 'error', 'body', 'parameters'];

/** What an expression is checked against besides the output. */
export interface OutputPathOptions {
  readonly roots?: readonly OutputRoot[];
}

/**
 * Checks the names in a JMESPath expression against an operation's output, so that a misspelt one is an error and not
 * a null that proves nothing. Names under what a function makes, or of different alternatives, are not checked.
 */
export function checkOutputPath(
  operation: Operation,
  expression: string,
  { roots = [] }: OutputPathOptions = {},
): Problem[] {
  const quoted = roots.includes('headers') ? quoteHeaderNames(expression) : expression;
  return checkAgainst(rootType(operation, roots), quoted);
}

/** The same for an expression over saved values: only the names of the values themselves are known. */
export function checkSavedPath(names: Iterable<string>, expression: string): Problem[] {
  const fields = new Map([...names].map((name) => [name, anything] as const));
  return checkAgainst(recordOf('what was saved', fields), quoteHeaderNames(expression));
}

function checkAgainst(root: OutputType, expression: string): Problem[] {
  const compiled = tryCompile(expression);
  if (typeof compiled === 'string') {
    return [{ severity: 'error', code: 'invalid-expression', path: [], message: compiled }];
  }
  const problems = new Map<string, Problem>();
  follow(compiled, root, {
    root,
    variables: new Map(),
    report: (problem) => problems.set(problem.message, { severity: 'error', path: [], ...problem }),
  });
  return [...problems.values()];
}

function tryCompile(expression: string): Expression | string {
  try {
    return compile(expression);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function rootType(operation: Operation, roots: readonly OutputRoot[]): OutputType {
  const output = recordOfMembers(`the output of ${operation.requestedName}`, operation.output);
  const others = new Map(roots.map((root) => [root as string, typeOfRoot(root, operation)]));
  return {
    ...output,
    field: (name) => output.field(name) ?? others.get(name),
    names: () => [...output.names(), ...others.keys()],
  };
}

function typeOfRoot(root: OutputRoot, operation: Operation): OutputType {
  switch (root) {
    case 'headers':
    case 'error':
      return { kind: 'map', item: scalar };
    case 'parameters':
      return parametersType(operation);
    case 'status':
      return scalar;
    case 'body':
      return anything;
  }
}

/** The parameters as they were given: in any of the styles, with values that are not followed. */
function parametersType(operation: Operation): OutputType {
  const names = parameterNames(operation);
  const known = new Set(names.map(canonicalName));
  return {
    kind: 'record',
    name: `the parameters of ${operation.requestedName}`,
    field: (name) => (known.has(canonicalName(name)) ? anything : undefined),
    names: () => names,
  };
}
