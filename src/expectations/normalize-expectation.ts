import { defined } from '../lib/defined.js';
import { isRecord } from '../lib/records.js';
import { readNumber } from './compare.js';
import type { Expectation } from './types.js';

/**
 * Fills in what an expected result leaves unsaid about `success`: false where an error or only statuses
 * of 300 and more are expected, nothing beside `any_of` or statuses on both sides of 300, else true.
 * Expects evaluated data in which `checkExpectation` found no fault; nothing expected means success.
 */
export function normalizeExpectation(raw: unknown): Expectation {
  if (!isRecord(raw)) {
    return { success: true };
  }
  const { success, any_of, status_code, error_code, ...rest } = raw;
  const assumed = readBoolean(success) ?? assumeSuccess(raw);
  return {
    ...defined({ success: assumed }),
    ...(isGiven(status_code) ? { status_code: one(toStatuses(status_code)) } : {}),
    ...(isGiven(error_code) ? { error_code: one(toList(error_code).map(String)) } : {}),
    ...rest,
    ...(Array.isArray(any_of) ? { any_of: any_of.map(normalizeExpectation) } : {}),
  };
}

/** The statuses of a `status_code`, one or a list, as numbers; NaN for what is none. */
export function toStatuses(statusCode: unknown): number[] {
  return toList(statusCode).map((status) => readNumber(status) ?? Number.NaN);
}

function assumeSuccess(raw: Readonly<Record<string, unknown>>): boolean | undefined {
  const { any_of, error_code, error, status_code } = raw;
  if (isGiven(any_of)) {
    return undefined;
  }
  const refusals = isGiven(status_code) ? toStatuses(status_code).map((status) => status >= 300) : [];
  if (refusals.includes(true) && refusals.includes(false)) {
    return undefined;
  }
  return !(refusals.includes(true) || isGiven(error_code) || isGiven(error));
}

function readBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') {
    return value;
  }
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function one<T>(items: readonly T[]): T | readonly T[] {
  const [first, ...others] = items;
  return first !== undefined && others.length === 0 ? first : items;
}
