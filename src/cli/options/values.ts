import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { parseSeconds } from '../../lib/units.js';

/** Reads a number above 0. */
export function positive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a number above 0.');
  }
  return value;
}

/** Reads a duration, such as `30s` or `2m`, in seconds. */
export function duration(text: string): number {
  const value = parseSeconds(text);
  if (value === undefined || value < 0) {
    throw new InvalidArgumentError('It must be a duration, such as 30s or 2m.');
  }
  return value;
}

/** Reads a whole number above 0. */
export function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('It must be a whole number above 0.');
  }
  return value;
}

/** Reads a whole number from 0. */
export function whole(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0) {
    throw new InvalidArgumentError('It must be a whole number from 0 on.');
  }
  return value;
}

/** Reads the number of a port, or 0. */
export function port(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isInteger(value) || value < 0 || value > 65535) {
    throw new InvalidArgumentError('It must be a whole number from 0 to 65535.');
  }
  return value;
}

/** An option that may be given several times. */
export function repeatable<const Flags extends string>(flags: Flags, description: string) {
  return new Option(flags, description).argParser(append);
}

function append(value: string, list: readonly string[] = []): readonly string[] {
  return [...list, value];
}
