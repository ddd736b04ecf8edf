import { changeEntry, type OrderedKeys } from '../../ground/store/changed-map.js';
import type { Bucket, ObjectVersion } from '../../ground/store/records.js';
import { compareUtf8 } from '../../ground/store/utf8-order.js';
import { newestVersion } from '../../ground/store/versions.js';
import type { ActiveChances, ConsistencyFaultName } from './consistency-faults.js';
import type { Past } from './past.js';

/** What a request lists: keys with a prefix, after one, and at most how many. */
export interface ListedRange {
  readonly prefix: string;
  /** Empty: none. */
  readonly delimiter: string;
  /** Undefined: from the first. */
  readonly after: string | undefined;
  readonly limit: number;
}

type Versions = readonly ObjectVersion[];

/** How many lines a list has for the versions of a key. */
type CountOf = (versions: Versions) => number;

/** The keys that a page has whole, and the last of them where more follow. */
interface ShownKeys {
  readonly keys: readonly string[];
  readonly end: string | undefined;
}

/** What the consistency faults do to listings. */
export class ListingFaults {
  readonly #active: ActiveChances;
  readonly #past: Past;

  constructor(active: ActiveChances, past: Past) {
    this.#active = active;
    this.#past = past;
  }

  /** Counts a list of objects; the keys as it sees them. */
  objects(bucket: Bucket, range: ListedRange): OrderedKeys<Versions> {
    return this.#change(bucket, range, ([newest]) => (newest?.isDeleteMarker === false ? 1 : 0));
  }

  /** Counts a list of versions; the keys as it sees them. */
  versions(bucket: Bucket, range: ListedRange): OrderedKeys<Versions> {
    const countOf = (versions: Versions): number => versions.length;
    const swapped = this.#pick('versions-swapped', () =>
      shownKeys(bucket, range, countOf).keys.flatMap((key) => swapNewest(bucket, key) ?? []),
    );
    return swapped === undefined
      ? this.#change(bucket, range, countOf)
      : changeEntry(bucket.versions, swapped.key, swapped.versions);
  }

  /** Counts a further page of a list of objects; whether it begins with the key that the one before ended with. */
  repeatsLast(bucket: Bucket, after: string | undefined): boolean {
    const isThere = after !== undefined && newestVersion(bucket, after)?.isDeleteMarker === false;
    return (
      after !== undefined && (this.#active.get('list-entry-twice')?.chance.strikes(() => isThere) ?? false)
    );
  }

  #change(bucket: Bucket, range: ListedRange, countOf: CountOf): OrderedKeys<Versions> {
    const missing = this.#pick('list-entry-missing', () => shownKeys(bucket, range, countOf).keys);
    if (missing !== undefined) {
      return changeEntry(bucket.versions, missing, undefined);
    }
    const ghost = this.#pick('list-entry-ghost', () => this.#ghosts(bucket, range, countOf));
    return ghost === undefined ? bucket.versions : changeEntry(bucket.versions, ghost.key, [ghost]);
  }

  #ghosts(bucket: Bucket, range: ListedRange, countOf: CountOf): readonly ObjectVersion[] {
    if (range.delimiter !== '') {
      return [];
    }
    const { prefix, after } = range;
    const { end } = shownKeys(bucket, range, countOf);
    return [...this.#past.deleted(bucket)].filter(
      ({ key }) =>
        key.startsWith(prefix) &&
        countOf(bucket.versions.get(key) ?? []) === 0 &&
        (after === undefined || compareUtf8(key, after) > 0) &&
        (end === undefined || compareUtf8(key, end) < 0),
    );
  }

  #pick<Item>(name: ConsistencyFaultName, find: () => readonly Item[]): Item | undefined {
    const chance = this.#active.get(name)?.chance;
    let found: readonly Item[] = [];
    const strikes = chance?.strikes(() => {
      found = find();
      return found.length > 0;
    });
    return strikes ? chance?.pick(found) : undefined;
  }
}

// With a delimiter, a key may be one of many behind a common prefix, where a change of it would not be seen.
function shownKeys(
  bucket: Bucket,
  { prefix, delimiter, after, limit }: ListedRange,
  countOf: CountOf,
): ShownKeys {
  const keys: string[] = [];
  let room = limit;
  if (delimiter !== '') {
    return { keys, end: undefined };
  }
  const isBefore = (key: string): boolean =>
    compareUtf8(key, prefix) < 0 || (after !== undefined && compareUtf8(key, after) <= 0);
  for (const [key, versions] of bucket.versions.from(isBefore)) {
    if (!key.startsWith(prefix)) {
      break;
    }
    const count = countOf(versions);
    room -= count;
    if (room < 0) {
      return { keys, end: keys.at(-1) ?? '' };
    }
    if (count > 0) {
      keys.push(key);
    }
  }
  return { keys, end: undefined };
}

function swapNewest(
  bucket: Bucket,
  key: string,
): { readonly key: string; readonly versions: Versions } | undefined {
  const [newest, second, ...others] = bucket.versions.get(key) ?? [];
  return newest === undefined || second === undefined
    ? undefined
    : { key, versions: [second, newest, ...others] };
}
