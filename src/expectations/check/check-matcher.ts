import { isTemplate, type Report } from '../../lib/fields/report.js';
import { isRecord } from '../../lib/records.js';
import { hasUnknown, nearestName, unknownValue } from '../../operations/index.js';
import { matchers } from '../matchers/index.js';

/** Checks a matcher: its `$`-keys, their operands, and what is nested in it. */
export function checkMatcher(matcher: unknown, report: Report): void {
  if (matcher === unknownValue) {
    return;
  }
  if (Array.isArray(matcher)) {
    for (const [index, item] of matcher.entries()) {
      checkMatcher(item, report.at(index));
    }
    return;
  }
  if (!isRecord(matcher)) {
    return;
  }
  const keys = Object.keys(matcher).filter((key) => !isTemplate(key));
  const fields = keys.filter((key) => !key.startsWith('$'));
  if (fields.length > 0 && fields.length < keys.length) {
    report.add(
      'mixed-matcher',
      `A map holds either matchers ($…) or fields, not both: "${fields[0]}" is a field`,
    );
  }
  for (const key of keys) {
    if (key.startsWith('$')) {
      checkOperator(key, matcher[key], report.at(key));
    } else {
      checkMatcher(matcher[key], report.at(key));
    }
  }
}

/** Checks a map of names to matchers, such as `headers`. */
export function checkMatcherMap(value: unknown, what: string, report: Report): void {
  if (value === unknownValue) {
    return;
  }
  if (!isRecord(value)) {
    report.add('wrong-type', `${what} is a map of names to values or matchers`);
    return;
  }
  for (const [name, matcher] of Object.entries(value)) {
    checkMatcher(matcher, report.at(name));
  }
}

function checkOperator(key: string, operand: unknown, report: Report): void {
  const matcher = matchers.get(key);
  if (!matcher) {
    const suggestion = nearestName(key, matchers.keys());
    report.add('unknown-matcher', `Unknown matcher "${key}"`, suggestion ? { suggestion } : {});
    return;
  }
  if (operand === unknownValue) {
    return;
  }
  matcher.check(operand, {
    fault: (message, path = [], code = 'invalid-matcher') => report.at(...path).add(code, message),
    nested: (inner, path = []) => checkMatcher(inner, report.at(...path)),
    isUnknown: hasUnknown,
  });
}
