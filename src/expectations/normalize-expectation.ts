import { isRecord } from '../lib/records.js';
import { type Expectation, expectationKeys } from './keys/index.js';
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
  for (const [name, value] of inOrder(raw)) {
    if (value !== undefined && (value !== null || !isLeftOutByNull(name))) {
      read[name] = expectationKeys[name].read(value, normalizeExpectation);
    }
  }
  return read;
}

type Name = Exclude<keyof Expectation, 'success'>;

/** What is given besides `success`, in the order in which reports show it: the refusal first, alternatives last. */
function inOrder(raw: Readonly<Record<string, unknown>>): readonly (readonly [Name, unknown])[] {
  const { status_code, error_code, any_of, ...rest } = raw;
  return Object.entries({ status_code, error_code, ...rest, any_of }).flatMap(([name, value]) =>
    isName(name) ? [[name, value] as const] : [],
  );
}

function isName(name: string): name is Name {
  return name !== 'success' && Object.hasOwn(expectationKeys, name);
}

/** Of the error document, null says that there is none; of other keys it says nothing. */
function isLeftOutByNull(name: Name): boolean {
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
