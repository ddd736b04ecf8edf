import { isRecord } from './records.js';

/** Represents a value that is known only at run time; it is accepted in place of any value. */
export const unknownValue: unique symbol = Symbol.for('s3tester.unknown-value');

/** Whether a value is, or holds somewhere inside, one that is known only at run time. */
export function hasUnknown(value: unknown): boolean {
  if (value === unknownValue) {
    return true;
  }
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  return isRecord(value) && Object.values(value).some(hasUnknown);
}
