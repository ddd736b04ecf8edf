import { createHash } from 'node:crypto';
import { isRecord } from '../lib/records.js';
import type { BodyValue } from '../results/types.js';
import { literalBytes } from './body-form.js';
import type { ByteDifference, JudgedBody } from './types.js';

const largestSample = 4096;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The first bytes of a body as text: UTF-8, or Latin-1 where they are not UTF-8. */
export function bodyText({ head, size }: JudgedBody): string {
  return decodeUtf8(trimCut(head, size)) ?? Buffer.from(head).toString('latin1');
}

/** A received body as results hold it. */
export function describeBody(body: JudgedBody): BodyValue {
  return isSmall(body) ? describeBytes(body.head) : { size: body.size, sha256: body.sha256 };
}

/** An expected body form as results hold it, with its size where that is known. */
export function describeForm(form: unknown, size: number | null): unknown {
  const bytes = literalBytes(form);
  if (!bytes) {
    return { ...(size === null ? {} : { size }), ...(isRecord(form) ? form : { body: form }) };
  }
  if (bytes.length <= largestSample) {
    return describeBytes(bytes);
  }
  return { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** A received body that differs from a form: plain where both are small, else with the first differing offset. */
export function describeDifferent(form: unknown, body: JudgedBody, difference: ByteDifference): unknown {
  const expected = literalBytes(form);
  if (expected && expected.length <= largestSample && isSmall(body)) {
    return describeBody(body);
  }
  const shown = isSmall(body) ? { size: body.size, head: describeBody(body) } : describeBody(body);
  return { ...(isRecord(shown) ? shown : {}), first_difference: difference.offset };
}

function isSmall({ size, head }: JudgedBody): boolean {
  return size <= largestSample && head.length === size;
}

function describeBytes(bytes: Uint8Array): BodyValue {
  return decodeUtf8(bytes) ?? { base64: Buffer.from(bytes).toString('base64') };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

// A head that ends inside a character must not make a text look like binary data.
function trimCut(head: Uint8Array, size: number): Uint8Array {
  if (head.length === size) {
    return head;
  }
  let start = head.length - 1;
  while (start > 0 && start > head.length - 4 && ((head[start] ?? 0) & 0xc0) === 0x80) {
    start -= 1;
  }
  return (head[start] ?? 0) >= 0xc0 ? head.subarray(0, start) : head;
}
