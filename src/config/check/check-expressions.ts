import { compile } from '@jmespath-community/jmespath';
import {
  checkOutputPath,
  checkSavedPath,
  type Operation,
  quoteHeaderNames,
  savedRoots,
} from '../../operations/index.js';
import type { Step } from '../language/step.js';
import type { Location } from '../text/source-file.js';
import type { Checker } from './checker.js';
import type { StaticScope } from './static-scope.js';

/** What the expressions of a step are held against. */
export interface ExpressionContext {
  /** The operation whose output the response has, where it is known. */
  readonly operation: Operation | undefined;
  /** What is seen around the step, which is all that `if` sees. */
  readonly around: StaticScope;
  /** What is seen inside it. */
  readonly inside: StaticScope;
}

/**
 * Checks that every JMESPath expression of a step can be read, what it saves of a response against the output of the
 * operation that is asked, and what looks at saved values against their names.
 */
export function checkExpressions(step: Step, context: ExpressionContext, checker: Checker): void {
  const { operation, around, inside } = context;
  const kept = [
    ...(step.save?.values() ?? []),
    ...(step.collect?.values() ?? []),
    ...(step.paginate?.collect?.values() ?? []),
  ];
  for (const expression of kept) {
    if (!canBeRead(expression, step, checker) || !operation) {
      continue;
    }
    report(checkOutputPath(operation, expression, { roots: savedRoots }), expression, step, checker);
  }
  if (step.if !== undefined) {
    checkSaved(step.if, [...around.known()], step, checker);
  }
  const earlier: string[] = [];
  for (const [name, expression] of step.kind === 'set' ? step.set : []) {
    checkSaved(expression, [...inside.known(), ...earlier], step, checker);
    earlier.push(name);
  }
}

function checkSaved(expression: string, names: readonly string[], step: Step, checker: Checker): void {
  if (canBeRead(expression, step, checker)) {
    report(checkSavedPath(names, expression), expression, step, checker);
  }
}

function canBeRead(expression: string, step: Step, checker: Checker): boolean {
  const problem = problemOf(expression);
  if (problem === undefined) {
    return true;
  }
  checker.error(placeOf(expression, step), 'bad-jmespath', `this is not JMESPath: ${problem}`);
  return false;
}

function report(
  problems: ReturnType<typeof checkOutputPath>,
  expression: string,
  step: Step,
  checker: Checker,
): void {
  for (const { message, suggestion } of problems) {
    const hint = suggestion === undefined ? negationHint(expression) : `did you mean "${suggestion}"?`;
    checker.error(placeOf(expression, step), 'unknown-output', message, hint);
  }
}

/** In JMESPath `!a.b` is the field `b` of `!a`, which is never what is meant. */
function negationHint(expression: string): string | undefined {
  const path = /!([A-Za-z_]\w*(?:\.\w+)+)/.exec(expression)?.[1];
  return path === undefined
    ? undefined
    : `"!" takes what stands right behind it: write ${expression.replace(`!${path}`, `!(${path})`)}`;
}

function placeOf(expression: string, { where }: Step): Location {
  const offset = where.file.text.slice(where.start, where.end).indexOf(expression);
  const start = where.start + Math.max(offset, 0);
  return offset === -1 ? where : { ...where, start, end: start + expression.length };
}

function problemOf(expression: string): string | undefined {
  try {
    compile(quoteHeaderNames(expression));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
