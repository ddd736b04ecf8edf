/** Headers as they were sent or received: in order, with case and duplicates. */
export type HeaderList = readonly (readonly [name: string, value: string])[];

/** Headers by lower-case name, several of one name joined by a comma (RFC 9110, section 5.3). */
export function joinHeaders(headers: HeaderList): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    joined[key] = Object.hasOwn(joined, key) ? `${joined[key]}, ${value}` : value;
  }
  return joined;
}

/** The value of a header, its duplicates joined by a comma; undefined where it is absent. `name` in lower case. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  let found: string | undefined;
  for (const [key, value] of headers) {
    if (key.length === name.length && key.toLowerCase() === name) {
      found = found === undefined ? value : `${found}, ${value}`;
    }
  }
  return found;
}
