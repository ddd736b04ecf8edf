import { isRecord } from '../lib/records.js';

/** What a mismatch has in place of a value that no expression could find: why there is none. */
export interface Unreadable {
  readonly unreadable: string;
}

/** Why there is no value, in words; null where there is one. */
export function whyUnreadable(actual: unknown): string | null {
  return isRecord(actual) && typeof actual.unreadable === 'string' && Object.keys(actual).length === 1
    ? actual.unreadable
    : null;
}
