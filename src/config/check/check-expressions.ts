import { compile } from '@jmespath-community/jmespath';
import type { Step } from '../grammar/step.js';
import type { Checker } from './checker.js';

/** Checks that every JMESPath expression of a step can be read. */
export function checkExpressions(step: Step, checker: Checker): void {
  const expressions = [
    ...(step.save?.values() ?? []),
    ...(step.collect?.values() ?? []),
    ...(step.paginate?.collect?.values() ?? []),
    ...(step.kind === 'set' ? step.set.values() : []),
    ...(step.if === undefined ? [] : [step.if]),
  ];
  for (const expression of expressions) {
    const problem = problemOf(expression);
    if (problem === undefined) continue;
    const offset = step.where.file.text.slice(step.where.start, step.where.end).indexOf(expression);
    const start = step.where.start + Math.max(offset, 0);
    const at = offset === -1 ? step.where : { ...step.where, start, end: start + expression.length };
    checker.error(at, 'bad-jmespath', `this is no JMESPath: ${problem}`);
  }
}

function problemOf(expression: string): string | undefined {
  try {
    compile(expression.replaceAll(/\bheaders\.([A-Za-z0-9-]+)/g, 'headers."$1"'));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
