import { defined } from '../../lib/defined.js';
import { nearestName } from '../../operations/index.js';

/** What can be wrong with an expected result before anything is sent. */
type ExpectationProblemCode =
  | 'unknown-key'
  | 'unknown-matcher'
  | 'mixed-matcher'
  | 'invalid-matcher'
  | 'invalid-regex'
  | 'invalid-expression'
  | 'unknown-output'
  | 'wrong-type'
  | 'missing-error-code';

/** One fault of an expected result; `path` leads from the expected result to it, in the author's names. */
export interface ExpectationProblem {
  readonly code: ExpectationProblemCode;
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** What the author probably meant. */
  readonly suggestion?: string;
}

/** Collects problems at one place of an expected result and below it. */
export interface Report {
  add(code: ExpectationProblemCode, message: string, suggestion?: string): void;
  /** The same collection, further inside. */
  at(...steps: readonly (string | number)[]): Report;
}

/** Makes a report that appends to a list. */
export function reportTo(problems: ExpectationProblem[], path: readonly (string | number)[] = []): Report {
  return {
    add: (code, message, suggestion) => problems.push({ code, path, message, ...defined({ suggestion }) }),
    at: (...steps) => reportTo(problems, [...path, ...steps]),
  };
}

/** Reports the keys of a map that are not among the known ones, each with the nearest of them. */
export function checkKeys(map: object, known: readonly string[], report: Report): void {
  for (const key of Object.keys(map)) {
    if (known.includes(key) || isTemplate(key)) {
      continue;
    }
    report.at(key).add('unknown-key', `Unknown key "${key}"`, nearestName(key, known));
  }
}

/** Whether a key holds a reference, so that its name is known only at run time. */
export function isTemplate(key: string): boolean {
  return key.includes('${');
}
