import { checkSentBody } from '../../expectations/index.js';
import { defined } from '../../lib/defined.js';
import { isRecord } from '../../lib/records.js';
import { parseSeconds, parseSize } from '../../lib/units.js';
import { unknownValue } from '../../operations/index.js';

/** What is wrong with a value, and where in it. */
export interface ValueProblem {
  readonly path: readonly (string | number)[];
  /** A sentence, or what comes after the name of the value to make one. */
  readonly fault: { readonly sentence: string } | { readonly predicate: string };
  readonly hint?: string;
}

/** Checks an evaluated value, which may hold what only the run knows. */
export type ValueCheck = (value: unknown) => readonly ValueProblem[];

/** A check that every known value must pass; `predicate` says what it is, without its name. */
export function must(isRight: (value: unknown) => boolean, predicate: string): ValueCheck {
  return (value) => (value === unknownValue || isRight(value) ? [] : [{ path: [], fault: { predicate } }]);
}

/** The sentence that a problem of a named value makes. */
export function sentenceOf({ path, fault }: ValueProblem, name: string): string {
  return 'sentence' in fault ? fault.sentence : `${path.at(-1) ?? name} ${fault.predicate}`;
}

/** Checks the fields of a map by name; null and what is left out are right. */
export function fieldsOf(checks: Readonly<Record<string, ValueCheck>>): ValueCheck {
  return (value) => {
    if (value === unknownValue) {
      return [];
    }
    if (!isRecord(value)) {
      return [{ path: [], fault: { predicate: 'is a map' } }];
    }
    return Object.entries(checks).flatMap(([name, check]) => {
      const field = value[name];
      if (field === undefined || field === null) {
        return [];
      }
      return check(field).map((problem) => ({ ...problem, path: [name, ...problem.path] }));
    });
  };
}

/** A text, or a number that is read as one. */
export const textCheck = must((value) => typeof value !== 'object', 'is a text');
export const mapCheck = must(isRecord, 'is a map of names to values');
export const flagCheck = must((value) => typeof value === 'boolean', 'is true or false');
export const countCheck = must((value) => /^\d+$/.test(String(value)), 'is a whole number from 0 on');
export const sizeCheck = must(
  (value) => (parseSize(value) ?? 0) > 0,
  'is a number of bytes above 0, or a size such as 64KiB',
);
export const secondsCheck = must(
  (value) => parseSeconds(value) !== undefined,
  'is a number of seconds, or a duration such as 60s or 1h',
);
export const timeCheck = must(isTime, 'is a duration such as -20m, or a time such as 2030-01-31T12:00:00Z');
export const namesCheck = must(
  (value) => typeof value !== 'object' || Array.isArray(value),
  'is a list of names',
);

/** One of a few words. */
export function wordCheck(words: readonly string[]): ValueCheck {
  return must((value) => words.includes(String(value)), `is one of ${words.join(', ')}`);
}

/** A body that is sent, in any of its forms. */
export const bodyCheck: ValueCheck = (value) =>
  checkSentBody(value).map(({ path, message, suggestion }) => ({
    path,
    fault: { sentence: message },
    ...defined({ hint: suggestion && `did you mean "${suggestion}"?` }),
  }));

function isTime(value: unknown): boolean {
  if (value instanceof Date) {
    return true;
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    return false;
  }
  return parseSeconds(value) !== undefined || !Number.isNaN(Date.parse(String(value)));
}
