import { bodyForm } from '../lib/body-form.js';
import { isRecord } from '../lib/records.js';
import { unknownValue } from '../lib/unknown-value.js';

/** The number of first bytes of a body that a driver keeps, and that patterns look at. */
export const headSize = 2 ** 20;

const formKeys = ['base64', 'zeros', 'concat', 'seed'];

/** Distinguishes a body form (text, `file://…`, `{ base64 }`, `{ size, seed }`, …) from conditions on a body. */
export function isBodyForm(expected: unknown): boolean {
  return !isRecord(expected) || formKeys.some((key) => key in expected);
}

/** The bytes of a form that holds them itself: text, a number, base64, bytes; null for those made elsewhere. */
export function literalBytes(form: unknown): Uint8Array | null {
  if (form === null || form === undefined || form === unknownValue || Array.isArray(form)) {
    return null;
  }
  const read = bodyForm.read(form, {});
  return read.kind === 'bytes' ? read.bytes : null;
}
