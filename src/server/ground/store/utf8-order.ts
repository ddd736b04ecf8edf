const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;

/** Compares two strings by their UTF-8 bytes, which is the order of S3's listings: negative, 0 or positive. */
export function compareUtf8(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) {
      return a < firstSurrogate || b < firstSurrogate ? a - b : compareUnits(a, b);
    }
  }
  return left.length - right.length;
}

// UTF-16 puts surrogates, which encode the highest code points, below U+E000; UTF-8 does not.
function compareUnits(a: number, b: number): number {
  const aIsSurrogate = a < afterSurrogates;
  const bIsSurrogate = b < afterSurrogates;
  return aIsSurrogate === bIsSurrogate ? a - b : aIsSurrogate ? 1 : -1;
}
