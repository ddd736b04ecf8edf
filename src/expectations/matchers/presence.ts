import { isRecord } from '../../lib/records.js';
import type { MatcherFamily } from './matcher.js';

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  time: (value) => value instanceof Date,
  list: (value) => Array.isArray(value),
  map: isRecord,
  null: (value) => value === null || value === undefined,
};

/** `$exists` and `$type`: whether a value is there, and what kind it is. */
export const presence: MatcherFamily = {
  $exists: {
    judge: (operand, actual) => (actual !== null && actual !== undefined) === operand,
    check: (operand, { fault }) => {
      if (typeof operand !== 'boolean') {
        fault('$exists takes true or false');
      }
    },
  },
  $type: {
    // YAML reads an unquoted null as the value, and both spellings mean the same kind.
    judge: (operand, actual) => kinds[String(operand)]?.(actual) ?? false,
    check: (operand, { fault }) => {
      if (!Object.hasOwn(kinds, String(operand))) {
        fault(`$type takes one of ${Object.keys(kinds).join(', ')}`);
      }
    },
  },
};
