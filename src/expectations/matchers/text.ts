import { isRecord } from '../../lib/records.js';
import { findPatternFault, matchesPattern } from '../pattern.js';
import type { MatcherFamily } from './matcher.js';

/** `$matches` and `$tokens`: what a text looks like, and the items of a comma list such as `Allow` or `Vary`. */
export const text: MatcherFamily = {
  $matches: {
    judge: (operand, actual) => {
      const text = textOf(actual);
      return typeof operand === 'string' && text !== null && matchesPattern(operand, text);
    },
    check: (operand, { fault }) => {
      if (typeof operand !== 'string') {
        return fault('$matches takes a regular expression as text');
      }
      const reason = findPatternFault(operand);
      if (reason !== null) {
        fault(reason, [], 'invalid-regex');
      }
    },
  },
  $tokens: {
    judge: (operand, actual, { path, match }) => {
      const found = splitTokens(actual);
      if (found === null) {
        return false;
      }
      if (isRecord(operand)) {
        return match(lowerCase(operand), found, path);
      }
      const wanted = splitTokens(operand);
      return wanted !== null && [...new Set(wanted)].sort().join() === [...new Set(found)].sort().join();
    },
    check: (operand, { fault, nested, isUnknown }) => {
      if (isRecord(operand)) {
        nested(operand);
      } else if (!isUnknown(operand) && splitTokens(operand) === null) {
        fault('$tokens takes a list of texts, a comma list, or a matcher');
      }
    },
  },
};

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
}

function splitTokens(value: unknown): string[] | null {
  const items = typeof value === 'string' ? value.split(',') : value;
  if (!Array.isArray(items) || !items.every((item) => typeof item === 'string')) {
    return null;
  }
  return items.map((item) => item.trim().toLowerCase()).filter((item) => item !== '');
}

// The case of a pattern carries meaning: \S is not \s.
function lowerCase(operand: unknown): unknown {
  if (typeof operand === 'string') {
    return operand.toLowerCase();
  }
  if (Array.isArray(operand)) {
    return operand.map(lowerCase);
  }
  if (!isRecord(operand)) {
    return operand;
  }
  return Object.fromEntries(
    Object.entries(operand).map(([key, value]) => [key, key === '$matches' ? value : lowerCase(value)]),
  );
}
