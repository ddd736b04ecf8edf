/** A scalar as it is written in a message; undefined for lists, maps and bytes. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return String(value);
  }
  if (!(value instanceof Date)) {
    return undefined;
  }
  return Number.isNaN(value.getTime()) ? String(value) : value.toISOString();
}
