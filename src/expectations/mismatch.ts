import type { Mismatch } from '../results/types.js';
import { toData } from './to-data.js';

/** Makes one mismatch; both sides are turned into data that JSON can hold. */
export function mismatch(path: string, expected: unknown, actual: unknown): Mismatch {
  return { path, expected: toData(expected), actual: toData(actual) };
}

/** The path of a field below `path`: `.name`, or `["…"]` where the name is no plain word. */
export function fieldPath(path: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
