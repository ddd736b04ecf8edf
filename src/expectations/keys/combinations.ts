import { isRecord } from '../../lib/records.js';
import { checkExpressions } from '../check/check-expressions.js';
import type { Expectation } from './index.js';
import type { ExpectationKey } from './key.js';

/** Keys that say something of the step as a whole. */
const outermost = ['all', 'error_document'];

/** Several outcomes of which one is right. */
const anyOf: ExpectationKey<readonly Expectation[]> = {
  doc: 'Several expected results; one of them must match.',
  schema: {},
  isOfRefusal: true,
  check(value, report, { nested }) {
    if (!Array.isArray(value) || value.length === 0) {
      report.add('wrong-type', 'any_of is a list of expected results');
      return;
    }
    for (const [index, one] of value.entries()) {
      const inside = report.at(index);
      if (one === null) {
        inside.add('wrong-type', 'An expected result is a map');
      }
      for (const name of outermost.filter((key) => isRecord(one) && key in one)) {
        inside.at(name).add('wrong-type', `${name} belongs beside any_of, not inside it`);
      }
      nested(one, inside);
    }
  },
  read: (value, nested) => (Array.isArray(value) ? value.map(nested) : []),
  judge(alternatives, _observed, { path, nested }) {
    const found = alternatives.map((one, index) => nested(one, `${path}[${index}].`));
    return found.some((mismatches) => mismatches.length === 0) ? [] : found.flat();
  },
};

/** Matchers over the outcomes of a loop or a block: `judgeAll` judges them, once all are there. */
const all: ExpectationKey<Readonly<Record<string, unknown>>> = {
  doc: 'On a loop or a parallel block: matchers for the list of its outcomes.',
  schema: {},
  check: (value, report) => checkExpressions(value, 'all', undefined, report),
  read: (value) => (isRecord(value) ? value : {}),
  judge: () => [],
};

/** What is expected of several outcomes. */
export const combinationKeys = { any_of: anyOf, all } as const;
