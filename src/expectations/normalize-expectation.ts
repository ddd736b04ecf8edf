import { isRecord } from '../lib/records.js';
import { type Expectation, expectationKeys, keyEntries } from './keys/index.js';
import { readStatuses } from './read-statuses.js';

/**
 * Reads an expected result and fills in what it leaves unsaid about `success`: false where an error or only statuses
 * of 300 and more are expected, nothing beside `any_of` or statuses on both sides of 300, else true.
 * Expects evaluated data in which `checkExpectation` found no fault; nothing expected means success.
 */
export function normalizeExpectation(raw: unknown): Expectation {
  if (!isRecord(raw)) {
    return { success: true };
  }
  const success = isGiven(raw.success)
    ? expectationKeys.success.read(raw.success, normalizeExpectation)
    : assumeSuccess(raw);
  const read: Record<string, unknown> = success === undefined ? {} : { success };
  for (const [name, key] of keyEntries) {
    const value = raw[name];
    if (name !== 'success' && value !== undefined && (value !== null || !isLeftOutByNull(name))) {
      read[name] = key.read(value, normalizeExpectation);
    }
  }
  return read;
}

/** Of the error document, null says that there is none; of other keys it says nothing. */
function isLeftOutByNull(name: keyof Expectation): boolean {
  return name !== 'error';
}

function assumeSuccess(raw: Readonly<Record<string, unknown>>): boolean | undefined {
  const { any_of, error_code, error, status_code } = raw;
  if (isGiven(any_of)) {
    return undefined;
  }
  const refusals = isGiven(status_code) ? readStatuses(status_code).map((status) => status >= 300) : [];
  if (refusals.includes(true) && refusals.includes(false)) {
    return undefined;
  }
  return !(refusals.includes(true) || isGiven(error_code) || isGiven(error));
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
