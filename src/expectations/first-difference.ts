/** The first offset at which two byte sequences differ, the shorter one's end included; null where they are equal. */
export function firstDifference(left: Uint8Array, right: Uint8Array): number | null {
  const length = Math.min(left.length, right.length);
  if (Buffer.compare(left.subarray(0, length), right.subarray(0, length)) === 0) {
    return left.length === right.length ? null : length;
  }
  let low = 0;
  let high = length;
  // Halving over native comparisons beats a loop over the bytes of a large chunk.
  while (high - low > 64) {
    const middle = (low + high) >>> 1;
    if (Buffer.compare(left.subarray(low, middle), right.subarray(low, middle)) === 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  while (left[low] === right[low]) {
    low += 1;
  }
  return low;
}
