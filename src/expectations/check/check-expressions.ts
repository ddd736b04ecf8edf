import { compile } from '@jmespath-community/jmespath';
import { isTemplate, type Report } from '../../lib/fields/report.js';
import { isRecord } from '../../lib/records.js';
import { checkOutputPath, type Operation, unknownValue } from '../../operations/index.js';
import { checkMatcher } from './check-matcher.js';

/** Checks a map of JMESPath expressions to matchers; with an operation also the names in the expressions. */
export function checkExpressions(
  value: unknown,
  what: string,
  operation: Operation | undefined,
  report: Report,
): void {
  if (value === unknownValue) {
    return;
  }
  if (!isRecord(value)) {
    report.add('wrong-type', `${what} is a map of JMESPath expressions to values or matchers`);
    return;
  }
  for (const [expression, matcher] of Object.entries(value)) {
    if (!isTemplate(expression)) {
      checkExpression(expression, operation, report.at(expression));
    }
    checkMatcher(matcher, report.at(expression));
  }
}

function checkExpression(expression: string, operation: Operation | undefined, report: Report): void {
  try {
    compile(expression);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    report.add('invalid-expression', `"${expression}" is not JMESPath: ${reason}`);
    return;
  }
  if (!operation) {
    return;
  }
  for (const { message, suggestion } of checkOutputPath(operation, expression)) {
    report.add('unknown-output', message, suggestion ? { suggestion } : {});
  }
}
