/** The same record with other values, and other names if asked; a value of undefined leaves its member out. */
export function mapMembers<T>(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, name: string) => T | undefined,
  rename: (name: string) => string = (name) => name,
): Record<string, T> {
  const mapped: Record<string, T> = {};
  for (const name of Object.keys(record)) {
    const value = change(record[name], name);
    if (value !== undefined) {
      setOwn(mapped, rename(name), value);
    }
  }
  return mapped;
}

/** Sets a member that stays data even where it is named __proto__. */
function setOwn<T>(record: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') {
    Object.defineProperty(record, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    record[name] = value;
  }
}
