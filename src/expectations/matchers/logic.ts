import type { MatcherFamily } from './matcher.js';

/** `$one_of`, `$not` and `$exact`: matchers of matchers. */
export const logic: MatcherFamily = {
  $one_of: {
    judge: (operand, actual, { path, match }) =>
      Array.isArray(operand) && operand.some((wanted) => match(wanted, actual, path).length === 0),
    check: (operand, { fault, nested }) => {
      if (!Array.isArray(operand) || operand.length === 0) {
        return fault('$one_of takes a list of choices');
      }
      for (const [index, item] of operand.entries()) {
        nested(item, [index]);
      }
    },
  },
  $not: {
    judge: (operand, actual, { path, match }) => match(operand, actual, path).length > 0,
    check: (operand, { nested }) => nested(operand),
  },
  $exact: {
    judge: (operand, actual, { path, matchExactly }) => matchExactly(operand, actual, path),
    check: (operand, { nested }) => nested(operand),
  },
};
