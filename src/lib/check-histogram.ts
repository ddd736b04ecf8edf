import { inflateSync } from 'node:zlib';

/** A histogram of a day in microseconds has fewer slots; bytes of its uncompressed form. */
const mostSlots = 64 * 1024;
const mostBytes = 1024 * 1024;
const outerHeader = 8;
const innerHeader = 40;

/**
 * Throws an Error where a text is no HDR histogram in its compressed V2 form, or one that would take long to read: what
 * reads it trusts the numbers in it.
 */
export function checkHistogram(text: string): void {
  const outer = Buffer.from(text, 'base64');
  if (outer.length < outerHeader || !isCookie(outer, 0x1c849304)) {
    throw new Error('it does not begin as one');
  }
  const inner = inflateSync(outer.subarray(outerHeader), { maxOutputLength: mostBytes });
  if (inner.length < innerHeader || !isCookie(inner, 0x1c849303)) {
    throw new Error('what is compressed in it does not begin as one');
  }
  const counts = inner.subarray(innerHeader);
  if (inner.readInt32BE(4) !== counts.length) {
    throw new Error('its counts are cut');
  }
  if (slotsOf(counts) > mostSlots) {
    throw new Error('it has more slots than a day has');
  }
}

/** The lowest byte but for its last four bits says how counts are written. */
function isCookie(bytes: Buffer, base: number): boolean {
  return (bytes.readUInt32BE(0) & ~0xf0) >>> 0 === base;
}

/** How many slots the counts fill: each number is one, or if it is negative as many empty ones (ZigZag LEB128). */
function slotsOf(counts: Uint8Array): number {
  let slots = 0;
  let value = 0;
  let scale = 1;
  for (const byte of counts) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) {
      slots += value % 2 === 0 ? 1 : (value + 1) / 2;
      value = 0;
      scale = 1;
    }
  }
  return slots;
}
