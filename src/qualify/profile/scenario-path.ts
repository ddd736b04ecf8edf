import type { Reader } from '../../config/index.js';
import type { LocatedValue } from './located.js';

/** The path of a scenario that a profile names, which is relative to the profile. */
export function scenarioPath({ value, at }: LocatedValue<string>, { path }: Reader): string {
  return path.resolve(path.dirname(at.file.name), value);
}
