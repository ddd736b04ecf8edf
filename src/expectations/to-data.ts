const largestSample = 4096;

/** Converts any value to JSON data: dates become ISO text, small bytes base64, large ones their size. */
export function toData(value: unknown): unknown {
  if (value === undefined || value === null) {
    return null;
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'invalid time' : value.toISOString();
  }
  if (value instanceof Uint8Array) {
    return value.length <= largestSample
      ? { base64: Buffer.from(value).toString('base64') }
      : { size: value.length };
  }
  if (Array.isArray(value)) {
    return value.map(toData);
  }
  if (typeof value === 'object') {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, field]) => field !== undefined)
        .map(([name, field]) => [name, toData(field)]),
    );
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? value : String(value);
  }
  return typeof value === 'string' || typeof value === 'boolean' ? value : String(value);
}
