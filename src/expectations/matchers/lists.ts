import { isRecord } from '../../lib/records.js';
import type { Mismatch } from '../../results/types.js';
import { compareBytes } from '../compare.js';
import { mismatch } from '../mismatch.js';
import { toData } from '../to-data.js';
import type { MatcherContext, MatcherFamily } from './matcher.js';

/** `$length`, `$contains`, `$each`, `$unordered`, `$unique` and `$sorted`: what holds of a list as a whole. */
export const lists: MatcherFamily = {
  $length: {
    judge: (operand, actual, { path, match }) => {
      const length = lengthOf(actual);
      return length !== null && match(operand, length, `${path}.length`);
    },
    check: (operand, { fault, nested }) => {
      if (isRecord(operand)) {
        nested(operand);
      } else if (!Number.isSafeInteger(operand) || Number(operand) < 0) {
        fault('$length takes a whole number or a matcher');
      }
    },
  },
  $contains: {
    judge: (operand, actual, context) =>
      (Array.isArray(operand) ? operand : [operand]).every((wanted) => contains(wanted, actual, context)),
    check: (operand, { nested }) => nested(operand),
  },
  $each: {
    judge: (operand, actual, { path, match }) =>
      Array.isArray(actual) && actual.flatMap((item, index) => match(operand, item, `${path}[${index}]`)),
    check: (operand, { nested }) => nested(operand),
  },
  $unordered: {
    judge: (operand, actual, { path, match }) => {
      if (!Array.isArray(operand) || !Array.isArray(actual)) {
        return false;
      }
      if (operand.length !== actual.length) {
        return false;
      }
      return hasPerfectMatching(
        operand.map((wanted) => actual.map((item) => match(wanted, item, path).length === 0)),
      );
    },
    check: (operand, { fault, nested }) => {
      if (!Array.isArray(operand)) {
        return fault('$unordered takes a list');
      }
      for (const [index, item] of operand.entries()) {
        nested(item, [index]);
      }
    },
  },
  $unique: {
    judge: (operand, actual, { path }) => {
      if (!Array.isArray(actual)) {
        return false;
      }
      const doubles = findDoubles(actual);
      if (operand !== true) {
        return operand === false && doubles.length > 0;
      }
      return doubles.map((index) => mismatch(`${path}[${index}]`, { $unique: true }, actual[index]));
    },
    check: (operand, { fault }) => {
      if (typeof operand !== 'boolean') {
        fault('$unique takes true or false');
      }
    },
  },
  $sorted: {
    judge: (operand, actual, { path }) =>
      operand === 'bytes' && isTexts(actual) && findDisorder(actual, path),
    check: (operand, { fault }) => {
      if (operand !== 'bytes') {
        fault('$sorted takes the word bytes');
      }
    },
  },
};

function lengthOf(value: unknown): number | null {
  if (typeof value === 'string') {
    return [...value].length;
  }
  if (Array.isArray(value) || value instanceof Uint8Array) {
    return value.length;
  }
  return isRecord(value) ? Object.keys(value).length : null;
}

function contains(wanted: unknown, actual: unknown, { path, match }: MatcherContext): boolean {
  if (typeof actual === 'string') {
    return typeof wanted !== 'object' && actual.includes(String(wanted));
  }
  return Array.isArray(actual) && actual.some((item) => match(wanted, item, path).length === 0);
}

/** Whether every row can have a different column in which it is true: augmenting paths, after Kuhn. */
function hasPerfectMatching(fits: readonly (readonly boolean[])[]): boolean {
  const rowOfColumn = new Map<number, number>();
  const place = (row: number, tried: Set<number>): boolean =>
    (fits[row] ?? []).some((isFit, column) => {
      if (!isFit || tried.has(column)) {
        return false;
      }
      tried.add(column);
      const holder = rowOfColumn.get(column);
      if (holder !== undefined && !place(holder, tried)) {
        return false;
      }
      rowOfColumn.set(column, row);
      return true;
    });
  return fits.every((_, row) => place(row, new Set()));
}

function findDoubles(items: readonly unknown[]): number[] {
  const seen = new Set<string>();
  return items.flatMap((item, index) => {
    const text = JSON.stringify(toData(item));
    if (seen.has(text)) {
      return [index];
    }
    seen.add(text);
    return [];
  });
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function findDisorder(items: readonly string[], path: string): readonly Mismatch[] {
  return items.flatMap((item, index) => {
    const previous = items[index - 1];
    if (previous === undefined || compareBytes(previous, item) <= 0) {
      return [];
    }
    return [mismatch(`${path}[${index}]`, { $sorted: 'bytes' }, [previous, item])];
  });
}
