import { invalidArgument } from '../../ground/errors/s3-error.js';

/** Some stops of a walk, and whether there are more. */
export interface Page<Stop> {
  readonly stops: readonly Stop[];
  readonly isTruncated: boolean;
}

/** Takes the next `limit` stops. */
export function takePage<Stop>(walk: Iterator<Stop>, limit: number): Page<Stop> {
  const stops: Stop[] = [];
  if (limit === 0) {
    return { stops, isTruncated: false };
  }
  for (let next = walk.next(); !next.done; next = walk.next()) {
    if (stops.length === limit) {
      return { stops, isTruncated: true };
    }
    stops.push(next.value);
  }
  return { stops, isTruncated: false };
}

const maxInteger = 2 ** 31 - 1;
const maxPage = 1000;

/** Reads `max-keys` and its likes: 1000 where absent, and never more; throws InvalidArgument. */
export function readLimit(query: ReadonlyMap<string, string>, name: string): number {
  return Math.min(readNumber(query, name) ?? maxPage, maxPage);
}

/** Reads a number that may not be negative; undefined where it is absent or empty; throws InvalidArgument. */
export function readNumber(query: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') {
    return undefined;
  }
  const number = Number(text);
  // The errors name this one parameter by its name inside S3.
  const shown = name === 'max-keys' ? 'maxKeys' : name;
  if (!/^-?\d+$/.test(text)) {
    throw invalidArgument(`Provided ${shown} not an integer or within integer range`, shown, text);
  }
  if (number < 0 || number > maxInteger) {
    throw invalidArgument(`Argument ${shown} must be an integer between 0 and ${maxInteger}`, shown, text);
  }
  return number;
}
