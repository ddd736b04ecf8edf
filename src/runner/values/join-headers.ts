import type { HeaderList } from '../../results/types.js';

/** Headers by lower-case name, several of one name joined by a comma. */
export function joinHeaders(headers: HeaderList): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    joined[key] = Object.hasOwn(joined, key) ? `${joined[key]}, ${value}` : value;
  }
  return joined;
}
