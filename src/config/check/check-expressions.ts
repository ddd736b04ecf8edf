import { compile } from '@jmespath-community/jmespath';
import { checkOutputPath, type Operation, quoteHeaderNames, savedRoots } from '../../operations/index.js';
import type { Step } from '../grammar/step.js';
import type { Location } from '../text/source-file.js';
import type { Checker } from './checker.js';

/**
 * Checks that every JMESPath expression of a step can be read, and what it keeps of an answer against the output of
 * the operation that is asked, where it is known.
 */
export function checkExpressions(step: Step, operation: Operation | undefined, checker: Checker): void {
  const kept = [
    ...(step.save?.values() ?? []),
    ...(step.collect?.values() ?? []),
    ...(step.paginate?.collect?.values() ?? []),
  ];
  const others = [
    ...(step.kind === 'set' ? step.set.values() : []),
    ...(step.if === undefined ? [] : [step.if]),
  ];
  for (const expression of [...kept, ...others]) {
    const problem = problemOf(expression);
    if (problem !== undefined)
      checker.error(placeOf(expression, step), 'bad-jmespath', `this is no JMESPath: ${problem}`);
    else if (operation && kept.includes(expression)) checkNames(expression, operation, step, checker);
  }
}

function checkNames(expression: string, operation: Operation, step: Step, checker: Checker): void {
  for (const { message, suggestion } of checkOutputPath(operation, expression, { roots: savedRoots })) {
    const hint = suggestion === undefined ? undefined : `did you mean "${suggestion}"?`;
    checker.error(placeOf(expression, step), 'unknown-output', message, hint);
  }
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
