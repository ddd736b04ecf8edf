import type { BodySample, BodyValue } from './types.js';

/** Bodies above this size, in bytes, are kept as size and SHA-256 only. */
export const bodyLimit = 4096;

/**
 * A received body as results hold it: text as it is, binary as base64, larger than `bodyLimit` as size and SHA-256.
 * `head` is the body or its beginning, `size` the length of the whole, `sha256` its hash in hex.
 */
export function toBodyValue(body: {
  readonly head: Uint8Array;
  readonly size: number;
  readonly sha256: string;
}): BodyValue {
  const { head, size } = body;
  if (size > bodyLimit || head.length < size) {
    return { size, sha256: body.sha256 };
  }
  return decodeText(head) ?? { base64: Buffer.from(head).toString('base64') };
}

/** The first `limit` bytes of a body of `size` bytes, for a trace. */
export function toBodySample(bytes: Uint8Array, size: number, limit: number): BodySample {
  const head = bytes.subarray(0, limit);
  const truncated = head.length < size;
  const text = decodeText(truncated ? withoutBrokenTail(head) : head);
  if (text !== null) {
    return { size, text, truncated };
  }
  return { size, base64: Buffer.from(head).toString('base64'), truncated };
}

function decodeText(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return holdsControls(text) ? null : text;
  } catch {
    return null;
  }
}

function holdsControls(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x7f || (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d)) {
      return true;
    }
  }
  return false;
}

// A cut may fall inside a character of up to four bytes, which must not turn a text into a binary.
function withoutBrokenTail(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) {
      return bytes;
    }
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return back < length ? bytes.subarray(0, bytes.length - back) : bytes;
    }
  }
  return bytes;
}
