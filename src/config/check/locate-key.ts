import type { Location } from '../text/source-file.js';
import { locate, locateValue } from '../values/evaluate.js';
import type { Value } from '../values/value.js';

/** The place of the key that a path ends in, which is what is wrong where a name is unknown. */
export function locateKey(value: Value, path: readonly (string | number)[]): Location {
  const parent = locateValue(value, path.slice(0, -1));
  const last = path.at(-1);
  if (parent?.kind === 'map') {
    const entry = parent.entries.find(({ key }) => key.kind === 'literal' && key.value === last);
    if (entry) {
      return entry.key.at;
    }
  }
  return locate(value, path);
}
