import { isRecord } from '../lib/records.js';

/** The number of first bytes of a body that a driver keeps, and that patterns look at. */
export const headSize = 2 ** 20;

const formKeys = ['base64', 'zeros', 'concat', 'seed'];

/** Distinguishes a body form (text, `file://…`, `{ base64 }`, `{ size, seed }`, …) from conditions on a body. */
export function isBodyForm(expected: unknown): boolean {
  return !isRecord(expected) || formKeys.some((key) => key in expected);
}

/** The bytes of a form that holds them itself: text, a number, base64, bytes; null for those made elsewhere. */
export function literalBytes(form: unknown): Uint8Array | null {
  if (form instanceof Uint8Array) {
    return form;
  }
  if (typeof form === 'string') {
    return form.startsWith('file://') ? null : Buffer.from(form, 'utf8');
  }
  if (typeof form === 'number' || typeof form === 'boolean') {
    return Buffer.from(String(form), 'utf8');
  }
  const isBase64 = isRecord(form) && Object.keys(form).length === 1 && typeof form.base64 === 'string';
  return isBase64 ? Buffer.from(String(form.base64), 'base64') : null;
}
