import type { OrderedKeys } from '../../ground/store/changed-map.js';
import { compareUtf8 } from '../../ground/store/utf8-order.js';

/** Which keys a listing shows, and from where. */
export interface WalkOptions {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Keys after this one; undefined: from the first. */
  readonly after: string | undefined;
  /** Whether `after` itself, as a key, is shown too. */
  readonly isInclusive?: boolean;
}

/** A stop of a walk: a key, or all the keys that share a prefix up to the delimiter. */
export type Stop<Value> =
  | { readonly kind: 'key'; readonly key: string; readonly value: Value }
  | { readonly kind: 'prefix'; readonly prefix: string };

/** Walks a map's keys in order, those with a common prefix as one stop; `isShown` leaves keys out. */
export function* walk<Value>(
  map: OrderedKeys<Value>,
  { prefix, delimiter, after, isInclusive }: WalkOptions,
  isShown: (value: Value, key: string) => boolean,
): Generator<Stop<Value>> {
  const start = after !== undefined && compareUtf8(after, prefix) >= 0 ? after : undefined;
  let keys =
    start === undefined
      ? map.from((key) => compareUtf8(key, prefix) < 0)
      : map.from((key) => compareUtf8(key, start) < (isInclusive ? 0 : 1));
  for (let next = keys.next(); !next.done; next = keys.next()) {
    const [key, value] = next.value;
    if (!key.startsWith(prefix)) {
      if (compareUtf8(key, prefix) > 0) {
        return;
      }
      continue;
    }
    if (!isShown(value, key)) {
      continue;
    }
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    if (end < 0) {
      yield { kind: 'key', key, value };
      continue;
    }
    const common = key.slice(0, end + delimiter.length);
    // A prefix that is not greater than the marker was shown on a page before, or is not wanted.
    if (after === undefined || compareUtf8(common, after) > 0) {
      yield { kind: 'prefix', prefix: common };
    }
    keys = map.from((other) => compareUtf8(other, common) < 0 || other.startsWith(common));
  }
}
