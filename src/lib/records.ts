/**
 * Whether a value is a plain map of names to values, as YAML, JSON and the SDK make them: an object whose prototype is
 * `Object.prototype` or null. Lists, dates, bytes, Maps and instances of classes are none.
 */
export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value is an object of any kind, also a list or an instance: what a walk must not pass over. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
